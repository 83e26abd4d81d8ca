import type { RetryPolicy } from '../files/flow.ts'

/** Exponential backoff with full jitter: anything up to the doubled delay, so that what failed together does not return together. Milliseconds. */
export const retryDelay = (
  tries: number,
  { delay, maxDelay }: Required<RetryPolicy>,
  random: () => number = Math.random
): number => Math.min(maxDelay, delay * 2 ** (tries - 1)) * random()
