import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import express, { type RequestHandler } from 'express'

/** The built editor: its page is asked for anew each time, what carries a hash in its name is kept for a year. */
export const editorFiles = (folder: string): RequestHandler =>
  express.static(folder, {
    setHeaders(response, path) {
      const hashed = path.startsWith(join(folder, 'assets') + sep)
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    }
  })

/** The names at the root that belong to the editor, which no flow may answer on. */
export const editorNames = (folder: string | undefined): readonly string[] =>
  folder === undefined ? [] : readdirSync(folder)
