/** Calls `look` from time to time, one call after the other, until it fails or what this returns is called. */
export const startProbe = (
  interval: number,
  look: () => Promise<void>,
  failed: (error: Error) => void
): (() => void) => {
  let stopped = false
  let timer: ReturnType<typeof setTimeout>
  const later = (): void => {
    timer = setTimeout(async () => {
      try {
        await look()
        if (!stopped) later()
      } catch (error) {
        if (!stopped) failed(error as Error)
      }
    }, interval)
  }
  later()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
