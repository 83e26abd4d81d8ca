import { join } from 'node:path'
import { t } from '@millrace/sdk'
import type { FileChanges } from './flow-folder.ts'
import { oneLine } from './pretty.ts'
import { FORMAT, parseFile, readText } from './read-json.ts'
import { removeDurably, writeAtomic } from './write-atomic.ts'

const PendingSchema = t.Object({ format: t.Integer(), files: t.Object({}) })

/**
 * Makes the writing of several files one step: what is to be written is noted first, so that a crash on the way is made
 * good by the next start. Files are named relative to the data folder.
 */
export class PendingDeploy {
  readonly #folder: string
  readonly #path: string

  constructor(dataFolder: string) {
    this.#folder = dataFolder
    this.#path = join(dataFolder, 'deploy.pending.json')
  }

  /** From here on the change survives a crash. */
  async note(files: FileChanges): Promise<void> {
    await writeAtomic(this.#path, `${oneLine({ format: FORMAT, files })}\n`, 0o600)
  }

  /** The change is not to be. */
  async forget(): Promise<void> {
    await removeDurably(this.#path)
  }

  /** Writes what is noted, if anything is. Answers whether there was. */
  async finish(): Promise<boolean> {
    const text = await readText(this.#path)
    if (text === undefined) return false
    const { files } = parseFile(this.#path, text, PendingSchema) as { files: FileChanges }
    for (const [file, content] of Object.entries(files))
      if (content !== null) await writeAtomic(join(this.#folder, file), content)
    for (const [file, content] of Object.entries(files))
      if (content === null) await removeDurably(join(this.#folder, file))
    await this.forget()
    return true
  }
}
