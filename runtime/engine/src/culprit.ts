import { AsyncLocalStorage } from 'node:async_hooks'

const running = new AsyncLocalStorage<string>()

/** Runs code of a plugin under its owner's address, so that an error that strays (an unhandled rejection, a throw in a timer) can be named. */
export const runAs = <T>(owner: string, run: () => T): T => running.run(owner, run)

/** The same for code that is called again and again: it enters the owner's context without making a new one each time. */
export const runnerAs = (owner: string): (<A extends unknown[], T>(run: (...of: A) => T, ...of: A) => T) =>
  running.run(owner, () => AsyncLocalStorage.snapshot())

/** Whose code is running, or has started what is running: an integration's id or a node's address. For the host's process-wide handlers. */
export const currentOwner = (): string | undefined => running.getStore()
