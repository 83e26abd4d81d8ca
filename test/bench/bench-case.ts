/** One comparison inside a host: the same flow for both, driven by a source that keeps it saturated. */
export interface BenchCase {
  readonly name: string
  readonly unit: 'msg/s' | 'µs of CPU/msg'
  /** Messages that reach a sink for one that leaves the source. */
  readonly sinks: number
  /** What the source sends each time, under `payload`. */
  readonly payload: unknown
  readonly millrace: {
    readonly flow: object
    /** Where people's code runs; without it there is no sandbox. */
    readonly sandbox?: 'process' | 'inline'
    /** A journal on disk. `written` holds each message until its entry is on the disk, so that every one is written. */
    readonly journal?: 'written' | 'dropped'
  }
  readonly nodeRed: { readonly flow: readonly object[] }
}

/** What a host found. */
export interface Found {
  /** Messages per second. */
  readonly rate: number
  /** Microseconds of the main process for each. */
  readonly cpu: number
}
