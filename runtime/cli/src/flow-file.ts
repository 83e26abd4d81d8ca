import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Flow } from '@millrace/engine'
import { check, FlowError, isObject } from '@millrace/sdk'
import { FlowSchema, FORMAT, jsonLines } from '@millrace/server/folder'

/** Something wrong with a flow file, and where. */
export interface FileProblem {
  readonly file: string
  readonly line?: number
  readonly severity: 'error' | 'warning'
  /** Id of the node that has it. */
  readonly node?: string
  /** JSON pointer into the file. */
  readonly pointer: string
  readonly message: string
}

export interface FlowFile {
  readonly path: string
  /** The data folder that it belongs to, if any. */
  readonly dataDir: string | undefined
  /** Undefined when the file is not a flow; then `problems` says why. */
  readonly flow: Flow | undefined
  readonly problems: readonly FileProblem[]
  lineOf(pointer: string): number
}

/** The flow files that a path means: itself, those of a data folder, or those of a plain folder. */
export const findFlowFiles = async (path: string): Promise<readonly string[]> => {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new FlowError('FILE_BROKEN', `${path} does not exist. Name a flow file, or a folder of them`)
  if (!found.isDirectory()) return [path]
  const folder = (await isFolder(join(path, 'flows'))) ? join(path, 'flows') : path
  const names = (await readdir(folder)).filter(name => name.endsWith('.json')).sort()
  if (names.length === 0) throw new FlowError('FILE_BROKEN', `${folder} holds no flow files (*.json)`)
  return names.map(name => join(folder, name))
}

/** Reads one flow file; what is wrong with it is told, not thrown. */
export const readFlowFile = async (path: string): Promise<FlowFile> => {
  const text = await readFile(path, 'utf8')
  const { lineOf, brokenAt } = jsonLines(text)
  const dataDir = basename(dirname(path)) === 'flows' ? dirname(dirname(path)) : undefined
  const broken = (pointer: string, message: string, line = lineOf(pointer)): FileProblem => ({
    file: path,
    line,
    severity: 'error',
    pointer,
    message
  })
  const problems: FileProblem[] = []
  if (brokenAt) problems.push(broken('', `is not JSON from column ${brokenAt.column} on`, brokenAt.line))
  else problems.push(...shapeProblems(JSON.parse(text)).map(({ path, message }) => broken(path, message)))
  return { path, dataDir, flow: problems.length === 0 ? JSON.parse(text) : undefined, problems, lineOf }
}

const shapeProblems = (value: unknown): readonly { readonly path: string; readonly message: string }[] => {
  if (!isObject(value)) return [{ path: '', message: 'must be an object: a flow' }]
  if (typeof value.format === 'number' && value.format > FORMAT)
    return [{ path: '/format', message: `is ${value.format}, and this Millrace knows ${FORMAT}: update it` }]
  return check(FlowSchema, value)
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() ?? false
