import { randomBytes } from 'node:crypto'

/** An id that nothing has yet. */
export const newId = (isTaken: (id: string) => boolean = () => false): string => {
  for (;;) {
    const id = randomBytes(4).toString('hex')
    if (!isTaken(id)) return id
  }
}

/** The name, or the name with the first number behind it that makes it another than these. */
export const freeName = (name: string, taken: Iterable<string>): string => {
  const names = new Set([...taken].map(one => one.trim().toLowerCase()))
  for (let n = 1; ; n++) {
    const tried = n === 1 ? name : `${name} ${n}`
    if (!names.has(tried.trim().toLowerCase())) return tried
  }
}
