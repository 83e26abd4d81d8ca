import { getPath, type Message, type NodeContext, type Path, parsePath, parseStatePath, setPath } from '@millrace/sdk'

/** A property of the message, or a place in flow or global state, that can be read and written. */
export interface Target {
  get(message: Message): unknown
  /** Whether there is something that could hold the property, so that it is merely not set. */
  reaches(message: Message): boolean
  /** The message after the value was put there; undefined removes. It is the same message when the target is state. */
  set(message: Message, value: unknown): Message
}

export interface StoredTarget {
  readonly type: 'msg' | 'flow' | 'global'
  readonly value: string
}

export const compileTarget = (
  { type, value }: StoredTarget,
  { state, log }: Pick<NodeContext<unknown>, 'state' | 'log'>
): Target => {
  const refuse = () => log.warn('cannot set a property of a value that is not an object', { property: value })
  if (type === 'msg') return messageTarget(value, refuse)
  const { store, path } = parseStatePath(value)
  const [first, ...rest] = path
  const values = state(type, store)
  const keyOf = (message: Message) => String(typeof first === 'object' ? getPath(message, first) : first)
  return {
    get: message => getPath(values.get(keyOf(message)), rest, message),
    reaches: () => true,
    set(message, to) {
      const key = keyOf(message)
      values.set(key, rest.length === 0 ? to : put(values.get(key), rest, to, message, refuse))
      return message
    }
  }
}

/** `refuse` is called when something on the way is no object, so that nothing can be put below it. */
export const messageTarget = (property: string, refuse: () => void): Target => {
  const path = parsePath(property)
  const [only] = path
  if (path.length === 1 && typeof only === 'string' && !(only in Object.prototype)) return propertyTarget(only)
  return {
    get: message => getPath(message, path),
    reaches: message => (getPath(message, path.slice(0, -1)) ?? undefined) !== undefined,
    set: (message, value) => put(message, path, value, message, refuse)
  }
}

/** The common case, kept apart because it is many times as fast. */
const propertyTarget = (property: string): Target => {
  const withProperty = compileSpread(property)
  return {
    get: message => message[property],
    reaches: () => true,
    set(message, value) {
      if (value !== undefined) return withProperty(message, value)
      if (!(property in message)) return message
      const { [property]: _removed, ...rest } = message
      return rest as Message
    }
  }
}

type Spread = (message: Message, value: unknown) => Message

/**
 * A function of its own for each property, so that the engine of the language knows the shapes that this node sees: one
 * function for all properties takes five times as long. Where making code from text is forbidden, the slow one serves.
 */
const compileSpread = (property: string): Spread => {
  try {
    return new Function('message', 'value', `return { ...message, ${JSON.stringify(property)}: value }`) as Spread
  } catch {
    return (message, value) => ({ ...message, [property]: value })
  }
}

const put = <T>(root: T, path: Path, value: unknown, message: Message, refuse: () => void): T => {
  const way = wayTo(root, path, message)
  if (way === 'free' || (way === 'missing' && value !== undefined)) return setPath(root, path, value, message)
  if (value !== undefined) refuse()
  return root
}

/** Whether every step but the last leads to an object, to nothing yet, or to something that can hold no property. */
const wayTo = (root: unknown, path: Path, message: Message): 'free' | 'missing' | 'blocked' => {
  let at = root
  for (const step of path) {
    if (at === undefined) return 'missing'
    if (at === null || typeof at !== 'object') return 'blocked'
    const key = typeof step === 'object' ? String(getPath(message, step)) : step
    const next = (at as Record<string, unknown>)[key]
    if (next === undefined && step !== path.at(-1) && Object.hasOwn(at, key)) return 'blocked'
    at = next
  }
  return 'free'
}
