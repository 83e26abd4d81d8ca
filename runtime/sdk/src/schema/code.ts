import type { Handler, NodeContext } from '../define/node.ts'

/** People's JavaScript, ready to be bound to a node. */
export interface Code {
  readonly source: string
  /** Makes the handler that runs it for every message. Setup code runs once before the first message, close code when the node stops. */
  bind(node: NodeContext<unknown>, options?: CodeOptions): Handler
}

export interface CodeOptions {
  readonly setup?: string
  readonly close?: string
  /** Milliseconds that one message may take; the runtime's default when left out. */
  readonly timeout?: number
  /** Mebibytes; the runtime's default when left out. */
  readonly memory?: number
  /** Packages that the code uses, and the names under which it does. */
  readonly modules?: readonly CodeModule[]
}

export interface CodeModule {
  readonly name: string
  readonly as: string
}
