/** One figure of both sides, ours and whom we compare with, taken in the same way. */
export interface Measurement {
  readonly name: string
  readonly unit: string
  /** Smaller is better. */
  readonly less?: boolean
  /** Both are told for how many seconds to measure. */
  millrace(seconds: number): Promise<number>
  peer(seconds: number): Promise<number>
}
