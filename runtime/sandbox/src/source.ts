import { Script } from 'node:vm'
import { ConfigError } from '@millrace/sdk'

/** Code in the shape in which it is compiled: a function whose body begins on a line of its own, so that lines are off by one. */
export const wrap = (source: string, parameters: string): string =>
  `(${awaits(source) ? 'async ' : ''}function (${parameters}) {\n${source}\n})`

const awaits = (source: string): boolean => /\bawait\b/.test(source)

/** Whether the code says itself when it is done with a message, as in Node-RED. */
export const isManual = (source: string): boolean => /\bnode\s*\.\s*done\s*\(\s*\)/.test(source)

const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => unknown

/** Compiles code without running it. Throws a ConfigError that names line and column. */
export const checkSyntax = (source: string, path: string, parameters: string): void => {
  if (source.trim() === '') return
  try {
    new AsyncFunction(parameters, source)
  } catch {
    throw new ConfigError([{ path, message: whatIsWrong(source, parameters) }])
  }
}

/** Only code that stands alone may be wrapped: what compiles in the wrapping alone has closed it and opened another. */
const whatIsWrong = (source: string, parameters: string): string => {
  try {
    new Script(wrap(source, parameters), { filename: 'code', lineOffset: -1 })
    return 'closes a brace that it has not opened'
  } catch (error) {
    return position(error as Error)
  }
}

/** V8 puts the place in front of the stack: `code:3`, the line itself, and a caret under the column. */
const position = ({ message, stack = '' }: Error): string => {
  const [place = '', , caret = ''] = stack.split('\n')
  const line = /^code:(\d+)/.exec(place)?.[1]
  const column = caret.indexOf('^') + 1
  return line === undefined ? `does not compile: ${message}` : `line ${line}, column ${column}: ${message}`
}
