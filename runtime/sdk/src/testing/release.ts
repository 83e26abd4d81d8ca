/** What a tested thing deferred, released last first. */
export const releases = () => {
  const stop = new AbortController()
  const deferred: (() => unknown)[] = []
  return {
    signal: stop.signal,
    defer: (release: () => unknown) => void deferred.push(release),
    async close(): Promise<void> {
      stop.abort()
      for (const release of deferred.splice(0).reverse()) await release()
    }
  }
}
