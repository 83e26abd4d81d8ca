/** The file was written by a later Millrace. */
export class NewerFormat extends Error {}

/** An error in the shape in which it crosses from the disk thread. */
export interface DiskFailure {
  readonly code: string
  readonly message: string
}

const primaryCodes = { full: 13, busy: 5, corrupt: 11, notADatabase: 26 } as const

/** What a failure of SQLite means, with what to do. */
export const describeFailure = (error: unknown, file: string): DiskFailure => {
  if (error instanceof NewerFormat) return { code: 'FORMAT_NEWER', message: error.message }
  const { errcode, errstr, message } = error as Error & { readonly errcode?: number; readonly errstr?: string }
  switch ((errcode ?? 0) & 0xff) {
    case primaryCodes.busy:
      return { code: 'FOLDER_LOCKED', message: `${file} is in use by another Millrace. Stop it, or use another folder` }
    case primaryCodes.corrupt:
    case primaryCodes.notADatabase:
      return {
        code: 'FILE_BROKEN',
        message: `${file} is not a valid journal (${message}). Restore it from a backup, or move it away to start empty`
      }
    case primaryCodes.full:
      return { code: 'JOURNAL_FULL', message: `The disk that holds ${file} is full. Free some space` }
    default:
      return { code: 'JOURNAL_FAILED', message: `${file} cannot be written: ${errstr ?? message}. Check the disk` }
  }
}
