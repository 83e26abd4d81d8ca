/** One figure of both sides, taken in the same way. */
export interface Measurement {
  readonly name: string
  readonly unit: string
  /** Smaller is better. */
  readonly less?: boolean
  /** Both are told for how many seconds to measure. */
  millrace(seconds: number): Promise<number>
  nodeRed(seconds: number): Promise<number>
}
