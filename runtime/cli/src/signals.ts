/** Ctrl+C arrives twice under npm: from the terminal and from npm itself. */
const echoTime = 1000

/** Resolves with the first SIGINT or SIGTERM. A second one ends the process at once. */
export const firstSignal = (): Promise<NodeJS.Signals> => {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>()
  let first: number | undefined
  const heard = (signal: NodeJS.Signals): void => {
    const now = performance.now()
    if (first !== undefined && now - first > echoTime) process.exit(signal === 'SIGINT' ? 130 : 143)
    first ??= now
    resolve(signal)
  }
  process.on('SIGINT', heard)
  process.on('SIGTERM', heard)
  return promise
}
