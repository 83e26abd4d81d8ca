import { setTimeout as pause } from 'node:timers/promises'

export interface LoadParts {
  /** Resolves when the message is promised. */
  send(text: string): Promise<void>
  /** How many have come out. */
  received(): Promise<number>
}

export interface Load {
  /** What has been promised so far. */
  readonly promised: ReadonlySet<string>
  /** Sends no more, and resolves when everything that was sent is promised. */
  stop(): Promise<void>
}

/** Messages of one burst. */
const BURST = 8
/** Milliseconds between two bursts. */
const PAUSE = 15
/** Messages between sender and receiver; while there are so many no burst begins, however slow the machine is. */
const MOST_UNDER_WAY = 250

/** Sends messages in bursts, each with a text of its own, until it is stopped. */
export const startLoad = ({ send, received }: LoadParts): Load => {
  const promised = new Set<string>()
  const waiting = new Set<Promise<void>>()
  let stopped = false
  let count = 0
  const one = () => {
    const text = `n${count++}`
    const sending = send(text).then(() => {
      promised.add(text)
      waiting.delete(sending)
    })
    waiting.add(sending)
  }
  const run = async () => {
    while (!stopped) {
      if (count - (await received()) < MOST_UNDER_WAY) for (let i = 0; i < BURST; i++) one()
      await pause(PAUSE)
    }
    await Promise.all(waiting)
  }
  const running = run()
  running.catch(() => {})
  return {
    promised,
    stop() {
      stopped = true
      return running
    }
  }
}
