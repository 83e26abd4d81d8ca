import type { Message } from '@millrace/sdk'
import mustache from 'mustache'
import { Lookup, type Surroundings } from './lookup.ts'

export type Render = (message: Message) => string

/** Takes a mustache template apart once. Throws where a tag is not closed. */
export const compileMustache = (template: string, surroundings: Surroundings, inJson: boolean): Render => {
  const writer = new mustache.Writer()
  const tokens: string[][] = writer.parse(template)
  const quote = inJson ? escapeForJson : (text: string) => text
  return message => writer.renderTokens(tokens, new Lookup(message, message, surroundings, quote), undefined, template)
}

/** What is wrong with a mustache template, or undefined. */
export const mustacheProblem = (template: string): string | undefined => {
  try {
    new mustache.Writer().parse(template)
    return undefined
  } catch (error) {
    return `is not a template: ${(error as Error).message}`
  }
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\f': '\\f',
  '\b': '\\b'
}

/** Line breaks and the like, as they must stand inside a JSON string. Quotes are left to `{{ }}`, which escapes for HTML. */
const escapeForJson = (text: string): string => text.replace(/[\\\n\t\r\f\b]/g, found => escapes[found] ?? found)
