/** One flow, as its file holds it. Property order here is the order in the file. */
export interface Flow {
  readonly format: 1
  readonly id: string
  readonly name: string
  readonly enabled?: boolean
  readonly description?: string
  /** Overrides of globals for this flow, and its environment. */
  readonly env?: Readonly<Record<string, unknown>>
  /** How often and how patiently a failed message is tried again. */
  readonly retry?: RetryPolicy
  readonly nodes: readonly FlowNode[]
  readonly groups?: readonly Group[]
  /** What another tool knew about this flow and we do not use, kept as it came. */
  readonly foreign?: object
}

export interface FlowNode {
  /** Unique in its flow. */
  readonly id: string
  readonly type: string
  readonly version?: number
  readonly name?: string
  readonly enabled?: boolean
  /** Id of the integration that it uses. An output may choose it for each message by a template, `{{msg.tenant}}-broker`. */
  readonly integration?: string
  /** Of a trigger with an integration: which events start the flow; `message` alone when left out (A36). */
  readonly events?: readonly ('message' | 'connect' | 'disconnect' | 'failure')[]
  readonly config?: Readonly<Record<string, unknown>>
  /** Of a node: what fails here is tried again here alone, before any catch node hears of it. */
  readonly retry?: RetryPolicy
  /** Of a trigger: how many of its messages may be under way at the same time; the runtime's setting when left out. */
  readonly maxInFlight?: number
  /** Of a trigger: path of a property of the message, such as `payload.device`. Messages that agree in it are handled in order, others side by side. */
  readonly orderBy?: string
  /** Where it stands on the canvas: its left edge and its middle line. */
  readonly at: readonly [x: number, y: number]
  /** `wires[port]` lists the ids of the nodes behind that output. */
  readonly wires: readonly (readonly string[])[]
  readonly foreign?: object
}

export interface Group {
  readonly id: string
  readonly name?: string
  readonly members: readonly string[]
  readonly foreign?: object
}

export interface RetryPolicy {
  /** How often a message is tried in all; 1 means never again. */
  readonly attempts?: number
  /** Milliseconds before the second try; doubled for each one after, with full jitter. */
  readonly delay?: number
  /** The longest wait between two tries, in milliseconds. */
  readonly maxDelay?: number
}
