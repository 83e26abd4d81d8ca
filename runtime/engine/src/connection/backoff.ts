/** Doubling from one second to one minute, with jitter so that a restarted broker is not met by everyone at once. Milliseconds, for attempt n counted from 1. */
export const backoff = (attempt: number): number =>
  Math.min(60_000, 1000 * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2)
