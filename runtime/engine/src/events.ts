/** Typed events; a listener that throws is told to `onError` and keeps no other from hearing. */
export class Events<E extends object> {
  readonly #listeners = new Map<keyof E, Set<(value: never) => void>>()
  readonly #onError: (error: unknown) => void

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError
  }

  on<K extends keyof E>(event: K, heard: (value: E[K]) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set()
    this.#listeners.set(event, listeners)
    listeners.add(heard)
    return () => void listeners.delete(heard)
  }

  heard(event: keyof E): boolean {
    return (this.#listeners.get(event)?.size ?? 0) > 0
  }

  emit<K extends keyof E>(event: K, value: E[K]): void {
    const listeners = this.#listeners.get(event)
    if (listeners === undefined) return
    for (const listener of listeners) {
      try {
        ;(listener as (value: E[K]) => void)(value)
      } catch (error) {
        this.#onError(error)
      }
    }
  }
}
