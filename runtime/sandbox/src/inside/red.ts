import type { Request } from './asking.ts'

type Step = string | number | readonly Step[]
type Fields = Record<string | number, unknown>

/** The part of Node-RED's `RED.util` that functions use. Paths are taken apart by the runtime. Its text runs inside isolates. */
export const red = (request: Request, clone: <T>(value: T) => T) => {
  const isObject = (value: unknown): value is Fields => value !== null && typeof value === 'object'

  const steps = (text: string, message: unknown): (string | number)[] => {
    const resolve = (step: Step): string | number => {
      if (typeof step !== 'object') return step
      const value = read(message, step.map(resolve))
      return typeof value === 'number' ? value : String(value)
    }
    const path = request('path', text.startsWith('msg.') ? text.slice(4) : text) as readonly Step[]
    return path.map(resolve)
  }

  const read = (root: unknown, path: readonly (string | number)[]): unknown => {
    let value = root
    for (const step of path) {
      if (value === null || value === undefined) return undefined
      value = (value as Fields)[step]
    }
    return value
  }

  const write = (root: unknown, path: readonly (string | number)[], value: unknown, create: boolean): boolean => {
    let at = root
    for (const [i, step] of path.entries()) {
      if (!isObject(at) || step === '__proto__') return false
      if (i === path.length - 1) {
        if (value !== undefined) at[step] = value
        else if (Array.isArray(at) && typeof step === 'number') at.splice(step, 1)
        else delete at[step]
        return true
      }
      if (!isObject(at[step]) && create) at[step] = typeof path[i + 1] === 'number' ? [] : {}
      at = at[step]
    }
    return false
  }

  return {
    util: {
      cloneMessage: clone,
      generateId: () => String(request('random', '8')),
      getMessageProperty: (message: unknown, path: string) => read(message, steps(path, message)),
      setMessageProperty: (message: unknown, path: string, value: unknown, create = value !== undefined) =>
        write(message, steps(path, message), value, create)
    }
  }
}
