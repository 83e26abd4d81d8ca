import type { Credential } from './credential.ts'
import type { Integration } from './integration.ts'
import type { Node } from './node.ts'
import type { Trigger } from './trigger.ts'

// biome-ignore lint/suspicious/noExplicitAny: definitions of every config meet in one list
export type Definition = Credential<any> | Integration<any, any> | Trigger<any, any> | Node<any, any>

export interface Plugin {
  readonly name: string
  readonly contributes: readonly Definition[]
  /** Texts by language and JSON pointer into the definitions: `{ de: { '/mqtt~1in/title': 'MQTT-Eingang' } }`. */
  readonly locales?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

export const definePlugin = (plugin: Plugin): Plugin => plugin
