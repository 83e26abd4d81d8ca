import type { Message, Out } from '@millrace/sdk'
import type { Cutter } from './cutter.ts'
import type { MakeMessages } from './part-messages.ts'
import { bytes, type Cut, type Cutting, type Material, text } from './pieces.ts'
import { Stream } from './stream.ts'

/** The stream of text and that of bytes of one node; they count their parts together. */
export const streamsOf = (cutter: Cutter, limit: number, make: MakeMessages) => {
  let next = 0
  const open = <T extends Cut>(type: 'string' | 'buffer', cutting: Cutting<T>, material: Material<T>) =>
    new Stream({
      cutting,
      material,
      limit,
      messages: (pieces: readonly T[], message: Message, out: Out) => {
        const first = next
        next += pieces.length
        const parts = pieces.map((value, i) => ({ value, parts: { type, ...cutter.parts[type], index: first + i } }))
        return make(message, out, parts)
      }
    })
  const texts = open('string', cutter.text, text)
  const blocks = open('buffer', cutter.bytes, bytes)
  return {
    /** Takes a message whose value is text or bytes; undefined, and nothing is done, when it is something else. */
    taker(value: unknown): ((message: Message, out: Out) => undefined | Promise<void>) | undefined {
      if (typeof value === 'string') return (message, out) => texts.take(value, message, out)
      if (value instanceof Uint8Array) return (message, out) => blocks.take(value, message, out)
      return undefined
    },
    close() {
      texts.close()
      blocks.close()
    }
  }
}
