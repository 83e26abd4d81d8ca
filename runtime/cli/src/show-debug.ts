import { inspect } from 'node:util'
import type { DebugEvent } from '@millrace/engine'
import { encode } from '@millrace/sdk'

/** A debug message as one line of JSON; its value as the codec writes it. */
export const debugJson = ({ value, ...event }: DebugEvent): string =>
  JSON.stringify({ ...event, value: JSON.parse(encodeOrDescribe(value)) })

/** What cannot be encoded, such as a function, is told in words. */
const encodeOrDescribe = (value: unknown): string => {
  try {
    return encode(value)
  } catch {
    return JSON.stringify(inspect(value))
  }
}

/** A debug message as a line for people. */
export const debugLine = ({ at, name, topic, value, level }: DebugEvent, colors: boolean): string => {
  const time = new Date(at).toTimeString().slice(0, 8)
  const mark = level === 'warn' || level === 'error' ? `${level} ` : ''
  const text = inspect(value, { colors, depth: 6, breakLength: Number.POSITIVE_INFINITY })
  return [time, `${mark}${name}`, topic, text].filter(part => part !== undefined && part !== '').join('  ')
}
