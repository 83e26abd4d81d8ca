import type { Message } from '@millrace/sdk'

const LONGEST = 32

/** What stands under a debug node: the value in few characters, or the error or status that the message carries. */
export const statusOf = (value: unknown, message?: Message): [text: string, level?: 'error'] => {
  const error = textIn(message?.error, 'message')
  if (error !== undefined) return [short(error), 'error']
  const status = textIn(message?.status, 'text')
  if (status !== undefined) return [short(status)]
  return [short(textOf(value))]
}

const textIn = (value: unknown, key: string): string | undefined => {
  if (value === null || typeof value !== 'object') return undefined
  const text = (value as Record<string, unknown>)[key]
  return typeof text === 'string' ? text : undefined
}

const textOf = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value)
  if (value instanceof Uint8Array) return `${value.length} bytes`
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return Object.prototype.toString.call(value)
  }
}

const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text)
