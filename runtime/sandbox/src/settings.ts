export interface SandboxSettings {
  /** Milliseconds that one message, timer or expression may take where a node says nothing. 1000 when left out. */
  readonly timeout?: number
  /** Mebibytes that the code of one flow may use where a node says nothing. 64 when left out. */
  readonly memory?: number
}

export const defaults = { timeout: 1000, memory: 64 } as const satisfies Required<SandboxSettings>
