import type { ReactNode } from 'react'
import { type Block, blocksOf, inlineOf } from './markdown-blocks.ts'

/** The markdown that plugins write their help in: headings, paragraphs, lists, code and links. It makes elements, never HTML. */
export const Markdown = ({ text }: { readonly text: string }) =>
  blocksOf(text).map(block => <BlockView key={block.at} {...block} />)

const BlockView = ({ kind, lines }: Block) => {
  switch (kind) {
    case 'heading':
      return <h3>{inline(lines.join(' '))}</h3>
    case 'code':
      return <pre className="tray-code">{lines.join('\n')}</pre>
    case 'bullets':
      return <ul>{items(lines)}</ul>
    case 'numbers':
      return <ol>{items(lines)}</ol>
    case 'text':
      return <p>{inline(lines.join(' '))}</p>
  }
}

// biome-ignore lint/suspicious/noArrayIndexKey: a text that does not change has no better key than the place in it
const items = (lines: readonly string[]): ReactNode => lines.map((line, index) => <li key={index}>{inline(line)}</li>)

const inline = (text: string): ReactNode =>
  inlineOf(text).map(({ kind, text: inside, href, at }) => {
    if (kind === 'code') return <code key={at}>{inside}</code>
    if (kind === 'strong') return <b key={at}>{inside}</b>
    if (kind === 'link')
      return (
        <a key={at} href={href} target="_blank" rel="noreferrer">
          {inside}
        </a>
      )
    return inside
  })
