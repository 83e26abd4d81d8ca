/** One way to write bytes as text. */
export interface Encoding {
  toBytes(text: string): Uint8Array<ArrayBuffer>
  toText(bytes: Uint8Array): string
}

/** The encodings that a Buffer knows. Its text runs inside isolates, so it uses nothing from outside itself. */
export const bytes = () => {
  const { fromCharCode } = String

  /** Text of char codes, in pieces that fit on the stack. */
  const units = (codes: ArrayLike<number>): string => {
    if (codes.length <= 8192) return Reflect.apply(fromCharCode, undefined, codes)
    let text = ''
    const list = Array.prototype.slice
    for (let i = 0; i < codes.length; i += 8192) text += units(list.call(codes, i, i + 8192))
    return text
  }

  const utf8: Encoding = {
    toBytes(text) {
      const result = new Uint8Array(text.length * 3)
      let at = 0
      for (let i = 0; i < text.length; i++) {
        let code = text.charCodeAt(i)
        if (code < 0x80) {
          result[at++] = code
          continue
        }
        if (code >= 0xd800 && code < 0xe000) {
          const next = code < 0xdc00 ? text.charCodeAt(i + 1) : 0
          const paired = next >= 0xdc00 && next < 0xe000
          code = paired ? 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00) : 0xfffd
          if (paired) i++
        }
        if (code < 0x800) result[at++] = 0xc0 | (code >> 6)
        else {
          if (code < 0x10000) result[at++] = 0xe0 | (code >> 12)
          else {
            result[at++] = 0xf0 | (code >> 18)
            result[at++] = 0x80 | ((code >> 12) & 0x3f)
          }
          result[at++] = 0x80 | ((code >> 6) & 0x3f)
        }
        result[at++] = 0x80 | (code & 0x3f)
      }
      return result.slice(0, at)
    },
    toText(source) {
      const codes = new Uint16Array(source.length)
      let at = 0
      for (let i = 0; i < source.length; ) {
        const byte = source[i] ?? 0
        if (byte < 0x80) {
          codes[at++] = byte
          i++
          continue
        }
        const [code, length] = codePoint(source, i)
        i += length
        if (code <= 0xffff) codes[at++] = code
        else {
          codes[at++] = 0xd7c0 + (code >> 10)
          codes[at++] = 0xdc00 + (code & 0x3ff)
        }
      }
      return units(codes.subarray(0, at))
    }
  }

  /** The code point at an offset and how many bytes it takes; what is not UTF-8 counts as U+FFFD. */
  const codePoint = (source: Uint8Array, at: number): readonly [code: number, length: number] => {
    const first = source[at] ?? 0
    const more =
      first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : 0
    let code = more === 0 ? 0xfffd : first & (0x3f >> more)
    for (let k = 1; k <= more; k++) {
      const next = source[at + k] ?? 0
      const low = k > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
      const high = k > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
      if (next < low || next > high) return [0xfffd, k]
      code = (code << 6) | (next & 0x3f)
    }
    return [code, 1 + more]
  }

  const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const PAD = '='.charCodeAt(0)
  const digits = Uint8Array.from(CHARACTERS, character => character.charCodeAt(0))
  const values = new Uint8Array(128).fill(255)
  for (let i = 0; i < 64; i++) values[CHARACTERS.charCodeAt(i)] = i
  values['-'.charCodeAt(0)] = 62
  values['_'.charCodeAt(0)] = 63

  const base64: Encoding = {
    toBytes(text) {
      const result = new Uint8Array(Math.ceil((text.length * 3) / 4))
      let at = 0
      let bits = 0
      let held = 0
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i)
        if (code === PAD) break
        const value = values[code] ?? 255
        if (value === 255) continue
        bits = ((bits << 6) | value) & 0xffffff
        held += 6
        if (held < 8) continue
        held -= 8
        result[at++] = (bits >> held) & 0xff
      }
      return result.slice(0, at)
    },
    toText(source) {
      const codes = new Uint8Array(Math.ceil(source.length / 3) * 4).fill(PAD)
      let at = 0
      for (let i = 0; i < source.length; i += 3, at += 4) {
        const three = ((source[i] ?? 0) << 16) | ((source[i + 1] ?? 0) << 8) | (source[i + 2] ?? 0)
        codes[at] = digits[three >> 18] ?? PAD
        codes[at + 1] = digits[(three >> 12) & 63] ?? PAD
        if (i + 1 < source.length) codes[at + 2] = digits[(three >> 6) & 63] ?? PAD
        if (i + 2 < source.length) codes[at + 3] = digits[three & 63] ?? PAD
      }
      return units(codes)
    }
  }
  const base64url: Encoding = {
    toBytes: base64.toBytes,
    toText: source => base64.toText(source).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  }

  const hex: Encoding = {
    toBytes(text) {
      const digits = /^(?:[0-9a-f]{2})*/i.exec(text)?.[0] ?? ''
      return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
        Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16)
      )
    },
    toText(source) {
      let text = ''
      for (const byte of source) text += (byte < 16 ? '0' : '') + byte.toString(16)
      return text
    }
  }

  const latin1: Encoding = {
    toBytes: text => Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)),
    toText: units
  }
  const ascii: Encoding = { toBytes: latin1.toBytes, toText: source => units(Array.from(source, byte => byte & 0x7f)) }
  const utf16le: Encoding = {
    toBytes: text =>
      Uint8Array.from({ length: text.length * 2 }, (_, i) => (text.charCodeAt(i >> 1) >> (i % 2 === 0 ? 0 : 8)) & 0xff),
    toText: source =>
      units(
        Array.from({ length: source.length >> 1 }, (_, i) => (source[i * 2] ?? 0) | ((source[i * 2 + 1] ?? 0) << 8))
      )
  }

  const encodings: Record<string, Encoding> = Object.assign(Object.create(null), {
    utf8,
    base64,
    base64url,
    hex,
    latin1,
    binary: latin1,
    ascii,
    utf16le,
    ucs2: utf16le
  })
  const find = (name: unknown): Encoding | undefined =>
    name === undefined ? utf8 : encodings[String(name).toLowerCase().replaceAll('-', '')]

  return {
    base64,
    /** Undefined when there is no encoding of this name; UTF-8 without a name. */
    find,
    encoding(name: unknown): Encoding {
      const found = find(name)
      if (!found) throw new TypeError(`Unknown encoding: ${name}`)
      return found
    }
  }
}

export type Bytes = ReturnType<typeof bytes>
