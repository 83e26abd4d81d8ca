import type { DeadLetter, DeadLetterFilter, Journal, Runtime } from '@millrace/engine'
import { encode, FlowError, type Message } from '@millrace/sdk'
import type { LetterChoice, LetterCounts, LetterPage, LetterQuery, LetterSummary, LetterView } from '../protocol.ts'
import { readMessage } from './letter-message.ts'
import type { ServerParts } from './parts.ts'

/** Where dead letters are, and what sends them on their way again: a runtime, or a data folder that none uses. */
export type LetterBox = Pick<Runtime, 'journal' | 'replay'>

const PAGE = 100
/** Characters of a payload in a list. */
const PREVIEW = 200
/** Letters that are replayed or read into memory at a time. */
const BATCH = 500

/** One page of the dead letters that a filter means, newest first. */
export const letterPage = async (journal: Journal, query: LetterQuery): Promise<LetterPage> => {
  const { limit = PAGE, cursor, ...filter } = query
  const [letters, counts] = await Promise.all([
    journal.deadLetters({ ...filter, ...position(cursor), limit: limit + 1 }),
    letterCounts(journal, filter)
  ])
  const shown = letters.slice(0, limit)
  const last = shown.at(-1)
  return {
    letters: shown.map(summaryOf),
    ...(letters.length > limit && last && { next: cursorOf(last) }),
    counts
  }
}

/** One dead letter with its whole message. Throws DEAD_LETTER_UNKNOWN. */
export const letterView = async (journal: Journal, id: string): Promise<LetterView> => {
  const letter = await find(journal, id)
  return { ...summaryOf(letter), message: JSON.stringify(JSON.parse(encode(letter.message)), undefined, 2) }
}

/** Sends dead letters on their way again; with `text`, the one that is named goes with that message. */
export const replayLetters = async (
  box: LetterBox,
  choice: LetterChoice & { readonly message?: string }
): Promise<number> => {
  if (choice.message !== undefined) return box.replay(...(await edited(box.journal, choice, choice.message)))
  if (choice.ids === undefined && choice.matching === undefined)
    throw new FlowError('REQUEST_INVALID', 'Say which dead letters to replay: by ids, or matching; {} matches all.')
  let count = 0
  for await (const ids of chosen(box.journal, choice)) count += await box.replay(ids)
  return count
}

/** Takes dead letters out for good; all of them without a choice. Resolves to how many there were. */
export const purgeLetters = async (journal: Journal, choice: LetterChoice): Promise<number> => {
  if (choice.matching === undefined) return journal.purge(choice.ids)
  let count = 0
  for await (const ids of chosen(journal, choice)) count += await journal.purge(ids)
  return count
}

/** The same of a server, whose editors are told. */
export const purgeAndTell = async ({ runtime, changes }: ServerParts, choice: LetterChoice): Promise<number> => {
  const count = await purgeLetters(runtime.journal, choice)
  changes.emit('deadLetters', { count: runtime.journal.deadLetterCount() })
  return count
}

const edited = async (
  journal: Journal,
  { ids = [] }: LetterChoice,
  text: string
): Promise<[string[], { message: Message }]> => {
  const [id] = ids
  if (id === undefined || ids.length > 1)
    throw new FlowError('REQUEST_INVALID', 'An edited message replaces that of one dead letter: name one id.')
  const { message } = await find(journal, id)
  return [[id], { message: readMessage(text, message) }]
}

const find = async (journal: Journal, id: string): Promise<DeadLetter> => {
  const letter = (await journal.deadLetters({ ids: [id], limit: 1 })).find(one => one.id === id)
  if (letter) return letter
  throw new FlowError('DEAD_LETTER_UNKNOWN', `There is no dead letter ${id}: it was replayed, purged or forgotten.`)
}

/** The ids of a choice, in batches. What fails again while they are replayed is newer than all of them, and not among them. */
async function* chosen(journal: Journal, { ids, matching = {} }: LetterChoice): AsyncGenerator<readonly string[]> {
  if (ids !== undefined) {
    yield ids
    return
  }
  let place: Position = { before: Date.now() + 1 }
  for (;;) {
    const letters = await journal.deadLetters({ ...matching, ...place, limit: BATCH })
    const last = letters.at(-1)
    if (last === undefined) return
    place = { before: last.buriedAt, beforeId: last.id }
    yield letters.map(({ id }) => id)
  }
}

const letterCounts = async (journal: Journal, filter: DeadLetterFilter): Promise<LetterCounts> => {
  const byFlow = (await journal.countDeadLetters?.(filter)) ?? (await countOneByOne(journal, filter))
  return { count: Object.values(byFlow).reduce((sum, count) => sum + count, 0), byFlow }
}

/** For a journal that cannot count by itself. */
const countOneByOne = async (journal: Journal, filter: DeadLetterFilter): Promise<Readonly<Record<string, number>>> => {
  const letters = await journal.deadLetters({ ...filter, limit: Number.MAX_SAFE_INTEGER })
  return Object.fromEntries([...Map.groupBy(letters, ({ flow }) => flow)].map(([flow, { length }]) => [flow, length]))
}

const summaryOf = ({ message, ...rest }: DeadLetter): LetterSummary => {
  const payload = encode(message.payload ?? null)
  const { topic } = message
  return {
    ...rest,
    ...(typeof topic === 'string' && { topic }),
    preview: payload.length > PREVIEW ? `${payload.slice(0, PREVIEW)}…` : payload,
    bytes: Buffer.byteLength(encode(message))
  }
}

interface Position {
  readonly before: number
  readonly beforeId?: string
}

const cursorOf = ({ buriedAt, id }: DeadLetter): string => `${buriedAt} ${id}`

const position = (cursor: string | undefined): Position | Record<string, never> => {
  if (cursor === undefined) return {}
  const [, before, beforeId = ''] = /^(\d+) (.+)$/s.exec(cursor) ?? []
  if (before === undefined)
    throw new FlowError(
      'REQUEST_INVALID',
      'The cursor is not one: give back the `next` of the page before, as it came.'
    )
  return { before: Number(before), beforeId }
}
