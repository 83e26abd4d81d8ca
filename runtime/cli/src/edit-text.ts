import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FlowError } from '@millrace/sdk'
import { UsageError } from './command.ts'

/** Lets a person edit a text in the editor that VISUAL or EDITOR names. */
export const editText = async (text: string, name: string): Promise<string> => {
  const editor = process.env.VISUAL || process.env.EDITOR
  if (!editor) throw new UsageError('Set EDITOR, or give the message with --message or --file')
  const folder = await mkdtemp(join(tmpdir(), 'millrace-edit-'))
  try {
    const path = join(folder, name)
    await writeFile(path, text, { mode: 0o600 })
    const { status } = spawnSync(editor, [path], { stdio: 'inherit', shell: true })
    if (status !== 0) throw new FlowError('CONFIG_INVALID', `${editor} ended with ${status}: nothing was changed`)
    return await readFile(path, 'utf8')
  } finally {
    await rm(folder, { recursive: true })
  }
}
