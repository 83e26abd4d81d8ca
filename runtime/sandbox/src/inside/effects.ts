import type { LogLevel } from '../boundary.ts'
import type { Codec } from './codec.ts'
import type { PlainSize } from './plain-size.ts'

/** One message while code is busy with it. */
export interface Run {
  readonly number: number
  id: unknown
  /** Promises and timers that it waits for. */
  holds: number
  /** The code has returned, or its promise has settled. */
  returned: boolean
  ended: boolean
  /** Timers that repeat: they may send for it after it has ended. */
  intervals: number
  /** It ended in an earlier crossing: nobody waits for what it sends. */
  late: boolean
}

/** Collects what a function brings about, as text. Its text runs inside isolates. */
export const effects = (
  fn: number,
  outputs: number,
  codec: Codec,
  sizeOf: PlainSize,
  isBytes: (value: unknown) => boolean
) => {
  const { stringify } = JSON
  const { isArray } = Array
  const { isFrozen } = Object
  const quote = (value: unknown): string => stringify(`${value}`)
  let justEnded: Run[] = []
  let text = ''
  let mark = 0
  /** The last effect, while it is that something was sent: when its message ends right away, that is one effect. */
  let sent = ''
  let sender: Run | undefined

  const append = (effect: string) => {
    text = text === '' ? effect : `${text},${effect}`
  }
  const settleSent = (kind: 'send' | 'sent') => {
    append(`"${kind}",${sent}`)
    sender = undefined
  }
  const add = (effect: string) => {
    if (sender) settleSent('send')
    append(effect)
  }

  /** Some errors of V8 come from another context and are no instances of this one's Error. */
  const isError = (value: unknown): value is Error =>
    value instanceof Error || (typeof value === 'object' && value !== null && 'stack' in value && 'message' in value)

  const describe = (error: unknown): readonly [text: string, stack: string] => {
    try {
      if (!isError(error)) return [`${typeof error === 'object' ? stringify(error) : String(error)}`, '']
      const frames = String(error.stack)
        .split('\n')
        .filter(line => /(?:function|setup|close)\.js:\d/.test(line))
      const place = /(function|setup|close)\.js:(\d+)/.exec(frames[0] ?? '')
      const where = place ? ` (${place[1] === 'function' ? '' : `${place[1]} code, `}line ${place[2]})` : ''
      const what = `${error.name}: ${error.message}${where}`
      return [what, [what, ...frames].join('\n')]
    } catch {
      return ['the code threw something that cannot be shown as text', '']
    }
  }

  const log = (level: LogLevel, value: unknown, shown: boolean) => {
    let kept: string
    try {
      kept = codec.encode(value instanceof Error ? describe(value)[0] : value)
    } catch {
      kept = quote(String(value))
    }
    add(`"log",${fn},"${level}",${quote(kept)},${shown}`)
  }

  const failWith = (run: Run, code: string, [what, stack]: readonly [string, string]) =>
    add(`"failed",${run.number},"${code}",${quote(what)},${quote(stack)}`)

  const fail = (run: Run, error: unknown) => failWith(run, 'CODE_FAILED', describe(error))

  /** The text comes first: being stopped in between must not leave a message that has ended and does not say so. */
  const end = (run: Run, again = false) => {
    if (run.ended && !again) return
    if (sender === run) settleSent('sent')
    else add(`"done",${run.number}`)
    run.ended = true
    justEnded.push(run)
  }

  const sendOne = (run: Run, port: number, message: unknown) => {
    if (message === null || message === undefined) return
    if (typeof message !== 'object' || isArray(message) || isBytes(message)) {
      const kind = typeof message !== 'object' ? typeof message : isArray(message) ? 'Array' : 'Buffer'
      return failWith(run, 'CODE_FAILED', [`Function tried to send a message of type ${kind}`, ''])
    }
    if (port >= outputs) return
    if (run.late && run.intervals === 0)
      return log(
        'error',
        'A message was sent for one that was done already. Call node.done() after the last node.send().',
        true
      )
    const own = message as Record<string, unknown>
    const outgoing = own._msgid === run.id ? own : isFrozen(own) ? { ...own, _msgid: run.id } : own
    outgoing._msgid = run.id
    const body = sizeOf(outgoing) > 0 ? stringify(outgoing) : stringify(codec.encode(outgoing))
    if (sender) settleSent('send')
    sent = `${run.number},${port},${body === undefined ? null : body}`
    sender = run
  }

  return {
    add,
    log,
    fail,
    end,
    describe,
    failWith,
    /** Sends what a function returned or handed to `node.send`. */
    send(run: Run, messages: unknown) {
      if (messages === null || messages === undefined) return
      if (!isArray(messages)) return sendOne(run, 0, messages)
      for (let port = 0; port < messages.length; port++) {
        const found = messages[port]
        if (isArray(found)) for (const message of found) sendOne(run, port, message)
        else if (found) sendOne(run, port, found)
      }
    },
    /** What comes next is undone by `rewind`. */
    mark: () => {
      if (sender) settleSent('send')
      mark = text.length
    },
    rewind: () => {
      sender = undefined
      text = text.slice(0, mark)
    },
    /** From here on, what has ended cannot send any more. */
    settle: () => {
      for (let i = 0; i < justEnded.length; i++) (justEnded[i] as Run).late = true
      justEnded = []
    },
    take: (): string => {
      if (sender) settleSent('send')
      const taken = text
      text = ''
      mark = 0
      return taken
    }
  }
}

export type Effects = ReturnType<typeof effects>
