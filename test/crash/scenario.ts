import type { Folder, MillraceProcess } from './millrace-process.ts'

/** One way that messages take through Millrace. */
export interface Scenario {
  /** What `--scenario` calls it. */
  readonly name: string
  /** From where to where, in words. */
  readonly path: string
  /** Whether what comes again comes with the delivery id that it had, so that a receiver can drop it. */
  readonly identified: boolean
  open(): Promise<Stage>
}

/** Both far sides of Millrace, in the verifier's process or in one of their own: they outlive every kill. */
export interface Stage {
  readonly folder: Folder
  /** Resolves when the message is promised: the source has it, or Millrace has answered that it has. */
  send(text: string, millrace: MillraceProcess): Promise<void>
  /** Everything that came out so far. */
  received(): readonly Received[] | Promise<readonly Received[]>
  /** Called between a kill and the next start. */
  killed?(millrace: MillraceProcess): void | Promise<void>
  /** How many messages the source had given out and not heard of when Millrace was killed, summed over all kills. */
  unacknowledged(): number
  close(): Promise<void>
}

/** A message that came out. */
export interface Received {
  readonly text: string
  /** The delivery id that came along. */
  readonly id?: string | undefined
}
