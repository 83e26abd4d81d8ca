export interface Block {
  readonly kind: 'heading' | 'text' | 'bullets' | 'numbers' | 'code'
  readonly lines: readonly string[]
  /** The line it begins on. */
  readonly at: number
}

export interface Inline {
  readonly kind: 'plain' | 'code' | 'strong' | 'link'
  readonly text: string
  readonly href?: string
  readonly at: number
}

const BULLET = /^\s*[-*] +/
const NUMBER = /^\s*\d+\. +/
const HEADING = /^#{1,6} +/

/** Markdown cut into its blocks. */
export const blocksOf = (text: string): readonly Block[] => {
  const blocks: { kind: Block['kind']; lines: string[]; at: number }[] = []
  let fenced = false
  let open = false
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trimStart().startsWith('```')) {
      fenced = !fenced
      open = false
      if (fenced) blocks.push({ kind: 'code', lines: [], at })
      continue
    }
    const last = blocks.at(-1)
    if (fenced) {
      last?.lines.push(line)
      continue
    }
    if (line.trim() === '') {
      open = false
      continue
    }
    const { kind, words } = lineOf(line)
    const goesOn = open && last !== undefined && (last.kind === kind || kind === 'text') && last.kind !== 'heading'
    if (!goesOn) blocks.push({ kind, lines: [words], at })
    else if (kind === 'text' && last.kind !== 'text') last.lines.push(`${last.lines.pop()} ${words}`)
    else last.lines.push(words)
    open = true
  }
  return blocks
}

const lineOf = (line: string): { readonly kind: Block['kind']; readonly words: string } => {
  if (HEADING.test(line)) return { kind: 'heading', words: line.replace(HEADING, '') }
  if (BULLET.test(line)) return { kind: 'bullets', words: line.replace(BULLET, '') }
  if (NUMBER.test(line)) return { kind: 'numbers', words: line.replace(NUMBER, '') }
  return { kind: 'text', words: line.trim() }
}

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g

/** A text cut into code, strong words and links; a link that is not of the web stays a text. */
export const inlineOf = (text: string): readonly Inline[] => {
  const parts: Inline[] = []
  let from = 0
  for (const found of text.matchAll(INLINE)) {
    const { index: at } = found
    const [whole, code, strong, name, href] = found
    if (at > from) parts.push({ kind: 'plain', text: text.slice(from, at), at: from })
    if (code !== undefined) parts.push({ kind: 'code', text: code, at })
    else if (strong !== undefined) parts.push({ kind: 'strong', text: strong, at })
    else if (href !== undefined && /^https?:\/\//.test(href)) parts.push({ kind: 'link', text: name ?? href, href, at })
    else parts.push({ kind: 'plain', text: name ?? whole, at })
    from = at + whole.length
  }
  if (from < text.length) parts.push({ kind: 'plain', text: text.slice(from), at: from })
  return parts
}
