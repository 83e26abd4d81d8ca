/** What is wrong with a config, and where. */
export interface Problem {
  /** JSON pointer into the config; the empty string is the whole of it. */
  readonly path: string
  /** Reads on after the path: `is required`, `must be at least 1`. */
  readonly message: string
}
