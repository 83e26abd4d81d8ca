import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { defineNode, definePlugin, t } from '@millrace/sdk'
import { expect } from 'chai'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { loadPlugins } from './load-plugins.ts'
import { inRange } from './sdk-range.ts'

const source = (name: string) => `import { defineNode, definePlugin, t } from '@millrace/sdk'
export default definePlugin({ name: '${name}', contributes: [defineNode({
  type: '${name}/echo', title: 'Echo', description: 'Passes on.', category: 'function', outputs: 1,
  config: t.Object({}), create: () => (message, out) => out.send(message)
})] })`

const put = (folder: string, files: Readonly<Record<string, string | object>>) => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  }
}

const manifest = (more: object = {}) => ({
  type: 'module',
  keywords: ['millrace-plugin'],
  exports: { '.': { types: './index.d.ts', import: './main.js' } },
  peerDependencies: { '@millrace/sdk': '^0.1.0' },
  ...more
})

const load = async (files: Readonly<Record<string, string | object>>, more: object = {}) => {
  const dataDir = temporaryFolder()
  put(dataDir, files)
  const { plugins, failures } = await loadPlugins({ dataDir, named: [], given: [], ...more })
  return { names: plugins.map(({ name }) => name), codes: failures.map(({ code }) => code), failures }
}

describe('plugins of a data folder', () => {
  it('are its dependencies that carry the keyword, and no others', async () => {
    const { names, codes } = await load({
      'package.json': { dependencies: { 'plugin-a': '1', '@scope/b': '1', leftpad: '1' } },
      'node_modules/plugin-a/package.json': manifest(),
      'node_modules/plugin-a/main.js': source('a'),
      'node_modules/@scope/b/package.json': manifest({ exports: './main.js' }),
      'node_modules/@scope/b/main.js': source('b'),
      'node_modules/leftpad/package.json': { main: 'main.js' },
      'node_modules/leftpad/main.js': 'throw new Error("imported")'
    })
    expect([names, codes]).to.deep.equal([['a', 'b'], []])
  })

  it('are files in its folder too, in TypeScript as well, with the SDK of the server', async () => {
    const { names, codes } = await load({
      'plugins/mine.ts': `${source('mine')}\nexport type Unused = string`,
      'plugins/plain.mjs': source('plain'),
      'plugins/mine.test.ts': 'throw new Error("imported")',
      'plugins/readme.md': ''
    })
    expect([names, codes]).to.deep.equal([['mine', 'plain'], []])
  })

  it('are what the settings name besides', async () => {
    const named = ['plugin-a', './extra/b.ts', 'plugin-c']
    const files = {
      'node_modules/plugin-a/package.json': manifest({ keywords: [], exports: './main.js' }),
      'node_modules/plugin-a/main.js': source('a'),
      'extra/b.ts': source('b')
    }
    const { names, failures } = await load(files, { named })
    expect(names).to.deep.equal(['a', 'b'])
    expect(failures[0]?.message).to.contain('plugin-c').and.contain('npm install plugin-c')
  })

  it('that fail are told of by name and keep no other from loading', async () => {
    const given = [
      definePlugin({
        name: 'core',
        contributes: [
          defineNode({
            type: 'twin/echo',
            title: 'Echo',
            description: '',
            category: 'common',
            outputs: 1,
            config: t.Object({}),
            create: () => () => {}
          })
        ]
      })
    ]
    const { names, codes, failures } = await load(
      {
        'package.json': { dependencies: { old: '1', typed: '1' } },
        'node_modules/old/package.json': manifest({ peerDependencies: { '@millrace/sdk': '^9.0.0' } }),
        'node_modules/old/main.js': source('old'),
        'node_modules/typed/package.json': manifest({ exports: './index.ts' }),
        'node_modules/typed/index.ts': source('typed'),
        'plugins/broken.ts': 'export default {',
        'plugins/empty.ts': 'export const nothing = 1',
        'plugins/good.ts': source('good'),
        'plugins/twin.ts': source('twin')
      },
      { given }
    )
    expect(names).to.deep.equal(['core', 'good'])
    expect(codes).to.deep.equal(['SDK_MISMATCH', 'PLUGIN_FAILED', 'PLUGIN_FAILED', 'PLUGIN_FAILED', 'TYPE_TAKEN'])
    const words = ['^9.0.0', 'Publish it as JavaScript', 'plugins/broken.ts', 'exports no plugin', 'twin/echo']
    for (const [i, word] of words.entries()) expect(failures[i]?.message).to.contain(word)
  })
})

describe('range of versions', () => {
  for (const [range, inside, outside] of [
    ['^0.1.0', '0.1.9', '0.2.0'],
    ['^1.2.0', '1.9.0', '2.0.0'],
    ['^1.2.0', '1.2.0', '1.1.9'],
    ['~1.2.3', '1.2.9', '1.3.0'],
    ['>= 1.0.0 <3', '2.9.9', '3.0.0'],
    ['1.x || 3.1', '3.1.7', '2.0.0'],
    ['1.2.3', '1.2.3', '1.2.4']
  ] as const)
    it(`${range} holds ${inside} and not ${outside}`, () => {
      expect([inRange(inside, range), inRange(outside, range)]).to.deep.equal([true, false])
    })

  it('* holds everything', () => {
    expect(inRange('7.0.1', '*')).to.equal(true)
  })
})
