import Type, { type Static, type TObject, type TOptional, type TProperties, type TSchema } from 'typebox'
import type { Message } from '../message.ts'
import type { Code } from './code.ts'
import { type ValueType, valueTypes } from './value-types.ts'
import type { When } from './walk.ts'

/** Keywords this project adds to JSON Schema. Everything else a form needs is standard (`title`, `description`, `default`, `examples`, `enum`, `deprecated`). */
export interface Keywords {
  title?: string
  description?: string
  default?: unknown
  examples?: readonly unknown[]
  /** Shown only after "more options". */
  advanced?: boolean
  /** The editor widget, where the type alone does not decide it. */
  widget?: 'multiline' | 'code' | 'json' | 'topics' | 'segments' | 'nodes' | 'table'
  /** Made once when its owner is first saved, then kept and shown: a client id. `{random}` stands for eight hex digits. */
  generated?: string
  /** Names where to connect. When it changes, the saved secrets beside it must be entered again. */
  address?: boolean
  /** Name of the integration's list that offers values. */
  options?: string
  /**
   * Shows and checks the field only while a sibling has one of the values, `{ protocol: ['mqtts', 'wss'] }`, or does not
   * match a regular expression, `{ url: { not: '^https://' } }`.
   */
  when?: When
  /** Words for the values of a choice, shown instead of the values. */
  labels?: Readonly<Record<string, string>>
  /** How many columns of twelve the field takes in a form. */
  columns?: number
}
type Text = Keywords & {
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: 'regex' | 'uri' | 'topic' | 'topic-filter' | 'json'
}

/** A per-message template: written as text in the flow, handed to the node as a function of the message. */
export type Template<T = string> = (message: Message) => T
/** A typed input: JSONata and state in an asynchronous store make it a promise. JSONata also knows the `variables`, `$A` under the name `A`. */
export type Value = (message: Message, variables?: Readonly<Record<string, unknown>>) => unknown | Promise<unknown>

/** TypeBox, plus the field kinds that mean something to the runtime. */
export const t = {
  ...Type,

  /** Stored encrypted and never sent to an editor. */
  secret: (options: Text = {}) => Type.String({ ...options, secret: true }),

  /** The id of a credential of one of these types; arrives as the credential's config. */
  credential: (types: string | readonly string[], options: Keywords = {}) =>
    Type.Unsafe<Readonly<Record<string, unknown>> & { readonly type: string }>(
      Type.String({ ...options, credential: [types].flat() })
    ),

  /** May hold `{{globals.x}}` or `{{env.X}}`; rendered once, when its owner starts. */
  text: (options: Text = {}) => Type.String({ ...options, template: 'start' }),

  /** May also hold `{{msg.x}}`; rendered for every message. With `encode: 'url'` values cannot change the host or path that the template fixes. */
  template: (options: Text & { encode?: 'url' } = {}) =>
    Type.Unsafe<Template>(Type.String({ ...options, template: 'message' })),

  /** A whole number that may be written as a template; checked once as stored and once as rendered. */
  integer: (options: Keywords & { minimum?: number; maximum?: number } = {}) =>
    Type.Unsafe<number>(Type.Integer({ ...options, template: 'number' })),

  /** A Node-RED typed input, such as `msg.payload`, `flow.count`, a literal or JSONata; evaluated for every message. `types` limits the choice. */
  value: (options: Keywords & { types?: readonly ValueType[] } = {}) =>
    Type.Unsafe<Value>(
      Type.Object(
        { type: Type.String({ enum: options.types ?? valueTypes }), value: Type.String() },
        { ...options, template: 'value' }
      )
    ),

  /** A path into the message, flow or global state that can be written: `payload.a[0]["b c"]`. Arrives as it is stored. */
  target: (options: Keywords & { types?: readonly ('msg' | 'flow' | 'global')[] } = {}) =>
    Type.Unsafe<{ readonly type: 'msg' | 'flow' | 'global'; readonly value: string }>(
      Type.Object(
        { type: Type.String({ enum: options.types ?? ['msg', 'flow', 'global'] }), value: Type.String() },
        { ...options, template: 'target' }
      )
    ),

  /** People's JavaScript; checked when deployed, run in the sandbox. */
  code: (options: Keywords = {}) => Type.Unsafe<Code>(Type.String({ ...options, code: 'javascript', widget: 'code' })),

  /** One of several shapes, told apart by the constant property `tag`. A form shows it as a select and the chosen shape's fields. */
  variants: <Tag extends string, V extends Record<string, TProperties>>(tag: Tag, shapes: V, options: Keywords = {}) =>
    Type.Unsafe<{ [K in keyof V & string]: { [P in Tag]: K } & Static<TObject<V[K]>> }[keyof V & string]>(
      Type.Union(
        Object.entries(shapes).map(([name, fields]) =>
          Type.Object({ [tag]: Type.Literal(name), ...fields }, { title: name, additionalProperties: false })
        ),
        { ...options, tag }
      )
    ),

  /** One of a few strings or numbers. */
  choice: <const V extends string | number>(values: readonly V[], options: Keywords = {}) =>
    Type.Unsafe<V>({ ...options, enum: values })
}

export type { Static, TObject, TOptional, TProperties, TSchema }
