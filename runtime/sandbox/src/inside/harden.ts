/**
 * Takes away what weakens the wall of an isolate: shared memory, code that is not JavaScript, hooks into garbage
 * collection, and the hook that shows the frames of others in a stack. Its text runs inside isolates.
 */
export const harden = (): void => {
  for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry', 'console'])
    Reflect.deleteProperty(globalThis, name)
  Object.defineProperty(Error, 'prepareStackTrace', { value: undefined, writable: false, configurable: false })
}
