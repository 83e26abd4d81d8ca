import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { readmePages, referencePages } from '../../scripts/reference.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

describe('docs', () => {
  it('the generated pages are those of the definitions: run `npm run docs`', () => {
    for (const [path, text] of referencePages())
      expect(readFileSync(join(root, 'docs', path), 'utf8'), path).to.equal(text)
  })

  it('A32 the README of each integration is made from its definitions: run `npm run docs`', () => {
    for (const [path, text] of readmePages()) expect(readFileSync(join(root, path), 'utf8'), path).to.equal(text)
  })

  it('A32 each integration says when to choose it, how to set it up, and what to do when it does not work', () => {
    for (const [path, text] of readmePages())
      for (const part of ['**Choose this when**', '### Setting it up', '### When it does not work', '### Presets'])
        expect(text, path).to.include(part)
  })

  it('every error code that a package raises is listed', () => {
    const listed = readFileSync(join(root, 'docs/errors.md'), 'utf8')
    const sources = ['runtime', 'nodes', 'plugins'].flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter(name => /src\/.*\.ts$/.test(name) && !name.endsWith('.test.ts') && !name.includes('node_modules'))
        .map(name => join(root, folder, name))
    )
    const raised = sources.flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(/new FlowError\(\s*'([A-Z_]+)'/g)].map(([, code]) => code ?? '')
    )
    expect(raised.length).to.be.greaterThan(20)
    expect(raised.filter(code => !listed.includes(`\`${code}\``))).to.deep.equal([])
  })

  it('every relative link leads somewhere', () => {
    const pages = [
      'README.md',
      'CONTRIBUTING.md',
      ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
        .filter(name => name.endsWith('.md'))
        .map(name => `docs/${name}`)
    ]
    const broken = pages.flatMap(page =>
      [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map(([, target]) => join(root, dirname(page), target ?? ''))
        .filter(target => !existsSync(target))
        .map(target => `${page} -> ${relative(root, target)}`)
    )
    expect(broken).to.deep.equal([])
  })
})
