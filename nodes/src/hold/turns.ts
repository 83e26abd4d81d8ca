/** Turns at even gaps from now on, whether or not anything waits for them: gives the next one, in the time of the performance clock. */
export const turnsEvery = (gap: number): (() => number) => {
  const start = performance.now()
  return () => (gap > 0 ? start + (Math.floor((performance.now() - start) / gap) + 1) * gap : start)
}
