import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { check, FlowError, isObject, type TSchema } from '@millrace/sdk'
import { jsonLines } from './json-lines.ts'

/** The newest format of files that this version reads and writes. */
export const FORMAT = 1

/** The text of a file; undefined when there is none. */
export const readText = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Text of a file of the data folder as its value. Throws FILE_BROKEN with the line, or FORMAT_NEWER. */
export const parseFile = (path: string, text: string, schema: TSchema): unknown => {
  const name = join(basename(dirname(path)), basename(path))
  const value = parseJson(name, text)
  if (isObject(value) && typeof value.format === 'number' && value.format > FORMAT)
    throw new FlowError(
      'FORMAT_NEWER',
      `${name} has format ${value.format}, and this Millrace knows formats up to ${FORMAT}. Update Millrace.`
    )
  const [problem] = isObject(value) ? check(schema, value) : [{ path: '', message: 'must be an object' }]
  if (problem === undefined) return value
  const line = jsonLines(text).lineOf(problem.path)
  throw broken(name, line, `${problem.path || 'the file'} ${problem.message}`)
}

const parseJson = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    const { line, column } = jsonLines(text).brokenAt ?? { line: 1, column: 1 }
    throw broken(name, line, `it is not JSON from column ${column} on`, error)
  }
}

const broken = (name: string, line: number, what: string, cause?: unknown): FlowError =>
  new FlowError('FILE_BROKEN', `${name}, line ${line}: ${what}. Mend the file and start again; it is left as it is.`, {
    cause
  })
