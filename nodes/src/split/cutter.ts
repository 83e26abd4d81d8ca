import { unescaped } from '../sequence/escapes.ts'
import type { Parts } from '../sequence/parts.ts'
import type { SplitConfig } from './config.ts'
import type { Cutting } from './pieces.ts'

/** How text and bytes are cut, and what of that `msg.parts` tells a join. */
export interface Cutter {
  readonly text: Cutting<string>
  readonly bytes: Cutting<Uint8Array>
  readonly parts: Readonly<Record<'string' | 'buffer', Pick<Parts, 'ch' | 'len'>>>
}

export const cutterOf = ({ spltType, separator, bytes, length }: SplitConfig): Cutter => {
  switch (spltType) {
    case 'len':
      return {
        text: { by: 'length', length },
        bytes: { by: 'length', length },
        parts: { string: { ch: '', len: length }, buffer: { len: length } }
      }
    case 'bin': {
      const at = Uint8Array.from(bytes)
      const parts = { ch: bytes }
      return {
        text: { by: 'separator', at: new TextDecoder().decode(at) },
        bytes: { by: 'separator', at },
        parts: { string: parts, buffer: parts }
      }
    }
    case 'str': {
      const at = unescaped(separator)
      const parts = { ch: at }
      return {
        text: { by: 'separator', at },
        bytes: { by: 'separator', at: new TextEncoder().encode(at) },
        parts: { string: parts, buffer: parts }
      }
    }
  }
}
