import { readFile } from 'node:fs/promises'
import type { LetterChoice, LetterFilter, LetterPage } from '@millrace/server/protocol'
import { parseArguments } from '../arguments.ts'
import { type Command, exitCodes, UsageError } from '../command.ts'
import { editText } from '../edit-text.ts'
import { type LetterAccess, letterAccess } from '../letter-access.ts'
import { reach, reachHelp, reachOptions } from '../reach.ts'

const help = () => `Usage: millrace dead-letters list|show|replay|edit|purge [ID...] [options]

Messages that failed for good, kept with their error.

  list                 Lists them, newest first.
  show ID              Shows one with its whole message.
  replay ID...         Sends them on their way again, from where they failed.
  edit ID              Replays one with another message: opens it in EDITOR, or takes --message or --file.
  purge ID...          Removes them for good.

  --flow ID            Those of a flow. Goes with list, and with replay and purge instead of ids.
  --node ID            Those that entered or failed at a node.
  --text TEXT          Those with a text in the message, the error or the id.
  --all                With replay and purge instead of ids: all of them.
  --limit N            How many to list, at most 1,000. Default: 100.
  --cursor CURSOR      List from here: what the page before ended with.
  --message JSON       The message that edit replays; --file FILE reads it from a file.
${reachHelp()}
  --json               list: { "letters": [...], "next", "counts" }; show: the letter; others: { "count": ... }

Where no server runs, what is replayed goes on its way with the next start.`

const options = {
  ...reachOptions,
  flow: { type: 'string' },
  node: { type: 'string' },
  text: { type: 'string' },
  all: { type: 'boolean' },
  limit: { type: 'string' },
  cursor: { type: 'string' },
  message: { type: 'string' },
  file: { type: 'string' },
  json: { type: 'boolean' }
} as const

type Values = ReturnType<typeof parseArguments<typeof options>>['values']

export const deadLetters: Command = {
  help,

  async run(argv) {
    const { values, positionals } = parseArguments(argv, options)
    const [action = '', ...ids] = positionals
    if (!Object.hasOwn(actions, action))
      throw new UsageError(`Say what to do with dead letters: ${Object.keys(actions).join(', ')}`)
    const act = (actions[action] as Action)(ids, values)
    const access = await letterAccess(await reach(values))
    try {
      await act(access)
    } finally {
      await access.close()
    }
    return exitCodes.ok
  }
}

/** Checks its arguments at once, and acts when it is given access. */
type Action = (ids: readonly string[], values: Values) => (access: LetterAccess) => Promise<void>

const actions: Readonly<Record<string, Action>> = {
  list(ids, values) {
    if (ids.length > 0) throw new UsageError('list takes no ids: dead-letters show ID')
    const limit = values.limit === undefined ? undefined : Number(values.limit)
    if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1 && limit <= 1000))
      throw new UsageError('--limit must be a whole number from 1 to 1000')
    const { cursor } = values
    const query = {
      ...filterOf(values),
      ...(limit !== undefined && { limit }),
      ...(cursor !== undefined && { cursor })
    }
    return async access => {
      const page = await access.page(query)
      console.log(values.json ? JSON.stringify(page) : listing(page))
    }
  },

  show(ids, values) {
    const id = oneOf(ids)
    return async access => {
      const { message, ...rest } = await access.view(id)
      if (values.json) console.log(JSON.stringify({ ...rest, message: JSON.parse(message) }))
      else
        console.log([...Object.entries(rest).map(([name, value]) => `${name}: ${inWords(value)}`), message].join('\n'))
    }
  },

  replay(ids, values) {
    const choice = choiceOf(ids, values)
    return async access => tell(values, await access.replay(choice), 'replayed')
  },

  edit(ids, values) {
    const id = oneOf(ids)
    const { message, file } = values
    return async access => {
      const given = message ?? (file === undefined ? undefined : await readFile(file, 'utf8'))
      const text = given ?? (await editText((await access.view(id)).message, 'message.json'))
      tell(values, await access.replay({ ids: [id], message: parsed(text) }), 'replayed')
    }
  },

  purge(ids, values) {
    const choice = choiceOf(ids, values)
    return async access => tell(values, await access.purge(choice), 'purged')
  }
}

const filterOf = ({ flow, node, text }: Values): LetterFilter => ({
  ...(flow !== undefined && { flow }),
  ...(node !== undefined && { node }),
  ...(text !== undefined && { text })
})

const choiceOf = (ids: readonly string[], values: Values): LetterChoice => {
  const matching = filterOf(values)
  const filtered = Object.keys(matching).length > 0
  if (ids.length > 0 && (filtered || values.all))
    throw new UsageError('Give ids, or say which by --flow, --node, --text or --all')
  if (ids.length > 0) return { ids }
  if (filtered || values.all) return { matching }
  throw new UsageError('Say which: by their ids, by --flow, --node or --text, or --all')
}

const oneOf = (ids: readonly string[]): string => {
  const [id] = ids
  if (id === undefined || ids.length > 1) throw new UsageError('Name one dead letter by its id')
  return id
}

/** Nobody is asked to send what is not JSON: the server would say the same, later. */
const parsed = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch (error) {
    throw new UsageError(`The message is not JSON: ${(error as Error).message}`)
  }
}

const tell = ({ json }: Values, count: number, done: string): void =>
  console.log(json ? JSON.stringify({ count }) : `${count} ${count === 1 ? 'dead letter' : 'dead letters'} ${done}.`)

const listing = ({ letters, next, counts }: LetterPage): string =>
  [
    ...letters.map(({ id, flow, node, error, buriedAt, tries }) => {
      const place = `${flow}/${error.node ?? node}`
      return `${new Date(buriedAt).toISOString()}  ${id}  ${place}  ${tries} tries  ${error.message}`
    }),
    `${counts.count} in all${Object.entries(counts.byFlow)
      .map(([flow, count]) => `, ${count} of ${flow}`)
      .join('')}.`,
    ...(next === undefined ? [] : [`More: --cursor '${next}'`])
  ].join('\n')

const inWords = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
