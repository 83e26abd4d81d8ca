/** An id that is not taken: eight hexadecimal digits. */
export const newId = (taken: { has(id: string): boolean }): string => {
  for (;;) {
    const [number = 0] = crypto.getRandomValues(new Uint32Array(1))
    const id = number.toString(16).padStart(8, '0')
    if (!taken.has(id)) return id
  }
}
