import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'

const dist = fileURLToPath(new URL('../../editor/dist/', import.meta.url))

/** What the page names in its head: all the script that is loaded before anything is drawn. */
const initialScripts = (): readonly string[] => {
  const page = readFileSync(`${dist}index.html`, 'utf8')
  return [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, path]) => `${dist}${path}`)
}

describe('the built editor', () => {
  it('loads at most 250 KiB of script, compressed, before it draws', () => {
    const sizes = initialScripts().map(path => gzipSync(readFileSync(path), { level: 9 }).length)
    expect(sizes).to.have.length.greaterThan(1)
    expect(sizes.reduce((sum, size) => sum + size, 0)).to.be.at.most(250 * 1024)
  })
})
