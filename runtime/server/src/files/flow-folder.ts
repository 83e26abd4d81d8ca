import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Flow } from '@millrace/engine'
import { FlowError } from '@millrace/sdk'
import { FlowSchema } from '../schemas/flow.ts'
import { flowText } from './flow-text.ts'
import { parseFile, readText } from './read-json.ts'
import { slug } from './slug.ts'

/** Texts of files by name; null removes the file. */
export type FileChanges = Readonly<Record<string, string | null>>

export interface BrokenFile {
  /** Name within the folder. */
  readonly file: string
  readonly error: FlowError
}

interface Kept {
  readonly file: string
  readonly text: string
}

/** The files of flows, one each, and which flow stands in which. A broken one is told of and never touched. */
export class FlowFolder {
  readonly path: string
  readonly #kept = new Map<string, Kept>()
  /** What the files held when they were read or written last. */
  readonly #seen = new Map<string, string>()
  #broken: readonly BrokenFile[] = []

  constructor(path: string) {
    this.path = path
  }

  get broken(): readonly BrokenFile[] {
    return this.#broken
  }

  /** Reads all flows, in the order of their file names. */
  async read(): Promise<readonly Flow[]> {
    await mkdir(this.path, { recursive: true })
    this.#kept.clear()
    this.#seen.clear()
    const names = (await readdir(this.path)).filter(name => name.endsWith('.json')).sort()
    const flows: Flow[] = []
    const broken: BrokenFile[] = []
    for (const file of names)
      try {
        flows.push(await this.#readOne(file))
      } catch (error) {
        broken.push({ file, error: error as FlowError })
      }
    this.#broken = broken
    return flows
  }

  async #readOne(file: string): Promise<Flow> {
    const path = join(this.path, file)
    const text = (await readText(path)) ?? ''
    this.#seen.set(file, text)
    const flow = parseFile(path, text, FlowSchema) as Flow
    const twin = this.#kept.get(flow.id)
    if (twin) {
      const message = `flows/${file} holds a flow with the id ${flow.id}, which flows/${twin.file} has too. Give one of them another id.`
      throw new FlowError('FILE_BROKEN', message)
    }
    this.#kept.set(flow.id, { file, text: flowText(flow) })
    return flow
  }

  /** What must be written so that the folder holds these flows and no others. A flow that did not change keeps its file. */
  plan(flows: readonly Flow[]): FileChanges {
    const changes: Record<string, string | null> = {}
    const names = this.#nameAll(flows)
    const taken = new Set(names.values())
    for (const { file } of this.#kept.values()) if (!taken.has(file)) changes[file] = null
    for (const flow of flows) {
      const file = names.get(flow.id) as string
      const text = flowText(flow)
      const kept = this.#kept.get(flow.id)
      if (kept?.file !== file || kept.text !== text) changes[file] = text
    }
    return changes
  }

  /** Throws FILE_CHANGED when a file that a plan would overwrite was changed by somebody else since it was read. */
  async refuseChanged(plan: FileChanges): Promise<void> {
    for (const file of Object.keys(plan)) {
      if ((await readText(join(this.path, file))) === this.#seen.get(file)) continue
      const message = `flows/${file} was changed on the disk since it was loaded. Start Millrace again to load it, then deploy.`
      throw new FlowError('FILE_CHANGED', message)
    }
  }

  /** Takes note of what the folder holds now that the plan for these flows is carried out. */
  wrote(flows: readonly Flow[]): void {
    for (const [file, text] of Object.entries(this.plan(flows)))
      if (text === null) this.#seen.delete(file)
      else this.#seen.set(file, text)
    const names = this.#nameAll(flows)
    this.#kept.clear()
    for (const flow of flows) this.#kept.set(flow.id, { file: names.get(flow.id) as string, text: flowText(flow) })
  }

  /** File names by flow: those whose name still says what they hold stay. */
  #nameAll(flows: readonly Flow[]): ReadonlyMap<string, string> {
    const taken = new Set(this.#broken.map(({ file }) => file.toLowerCase()))
    const names = new Map<string, string>()
    for (const flow of flows) {
      const file = this.#kept.get(flow.id)?.file
      if (file === undefined || !fits(file, flow.name)) continue
      names.set(flow.id, file)
      taken.add(file.toLowerCase())
    }
    for (const flow of flows) {
      if (names.has(flow.id)) continue
      const file = freeName(slug(flow.name), taken)
      names.set(flow.id, file)
      taken.add(file.toLowerCase())
    }
    return names
  }
}

const fits = (file: string, name: string): boolean => {
  const base = slug(name)
  return file.startsWith(base) && /^(-\d+)?\.json$/.test(file.slice(base.length))
}

const freeName = (base: string, taken: ReadonlySet<string>): string => {
  for (let i = 1; ; i++) {
    const file = i === 1 ? `${base}.json` : `${base}-${i}.json`
    if (!taken.has(file.toLowerCase())) return file
  }
}
