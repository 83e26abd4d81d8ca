import { type Box, touches } from './geometry.ts'

const cell = 512
/** Cells on a row of the key space: coordinates up to 8 million either way. */
const row = 32_768

/** Things with a box, found by place without looking at the others. */
export interface GridIndex<T extends Box> {
  /** Adds a thing, or tells that its box has changed. */
  put(item: T): void
  remove(item: T): void
  clear(): void
  /** Everything whose box touches this one. */
  within(box: Box): T[]
}

export const gridIndex = <T extends Box>(): GridIndex<T> => {
  const cells = new Map<number, Set<T>>()
  const places = new Map<T, readonly number[]>()

  const leave = (item: T): void => {
    for (const key of places.get(item) ?? []) {
      const inside = cells.get(key)
      inside?.delete(item)
      if (inside?.size === 0) cells.delete(key)
    }
  }

  return {
    put: item => {
      const next = cellsOf(item)
      const known = places.get(item)
      if (known && known.length === next.length && known.every((key, i) => key === next[i])) return
      leave(item)
      places.set(item, next)
      for (const key of next) {
        const inside = cells.get(key)
        if (inside) inside.add(item)
        else cells.set(key, new Set([item]))
      }
    },
    remove: item => {
      leave(item)
      places.delete(item)
    },
    clear: () => {
      cells.clear()
      places.clear()
    },
    within: box => {
      const keys = cellsOf(box)
      // A view of more cells than there are is cheaper asked thing by thing.
      if (keys.length > cells.size) return [...places.keys()].filter(item => touches(item, box))
      const found = new Set<T>()
      for (const key of keys) for (const item of cells.get(key) ?? []) if (touches(item, box)) found.add(item)
      return [...found]
    }
  }
}

const cellsOf = ({ x, y, width, height }: Box): number[] => {
  const keys: number[] = []
  const [left, right] = [Math.floor(x / cell), Math.floor((x + width) / cell)]
  const [top, bottom] = [Math.floor(y / cell), Math.floor((y + height) / cell)]
  for (let column = left; column <= right; column++)
    for (let line = top; line <= bottom; line++) keys.push(column * row + line)
  return keys
}
