import type { Bench } from './bench.ts'

const CHUNK = 5
/** So many messages may be ahead of what has come through: enough to have some under way, few enough to end soon. */
const AHEAD = 50

/** A foreign client that keeps sending while something else goes on. */
export interface Load {
  /** Resolves when so many more have come through. */
  progress(count: number): Promise<void>
  /** Resolves at a moment when some are under way. */
  busy(): Promise<void>
  /** Ends it. Resolves to every body that was sent. */
  end(): Promise<readonly string[]>
}

/** `through` counts the different messages that have come through so far. */
export const startLoad = (bench: Bench, through: () => number | Promise<number>): Load => {
  const sent: string[] = []
  let ended = false
  const ahead = async () => sent.length - (await through())
  const sending = (async () => {
    while (!ended) {
      const chunk = Array.from({ length: CHUNK }, (_, i) => `load-${sent.length + i}`)
      await bench.send(...chunk)
      sent.push(...chunk)
      while (!ended && (await ahead()) > AHEAD) await new Promise(resolve => setTimeout(resolve, 5))
    }
  })()
  sending.catch(() => {})
  bench.defer(async () => {
    ended = true
  })
  return {
    async progress(count) {
      const enough = (await through()) + count
      await bench.until('messages coming through under load', async () => (await through()) >= enough)
    },
    busy: () => bench.until('messages under way', async () => (await ahead()) > 0),
    async end() {
      ended = true
      await sending
      return sent
    }
  }
}
