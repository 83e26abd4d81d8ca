/** One comparison: the same flow for both, driven by a source that keeps it saturated. */
export interface BenchCase {
  readonly name: string
  readonly unit: 'msg/s'
  /** Messages that reach a sink for one that leaves the source. */
  readonly sinks: number
  /** What the source sends each time, under `payload`. */
  readonly payload: unknown
  readonly millrace: { readonly flow: object }
  readonly nodeRed: { readonly flow: readonly object[] }
}
