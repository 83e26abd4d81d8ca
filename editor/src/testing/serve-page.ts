import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium } from 'playwright-core'
import { build, defaultClientConditions, type PluginOption, type Rollup } from 'vite'

/** A page of a test's own, in a real browser. */
export interface ServedPage {
  readonly browser: Browser
  readonly address: string
  close(): Promise<void>
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]

const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' }

/** Builds the page whose `index.html` stands in a folder in memory, serves it on a free port, and starts a browser for it. */
export const servePage = async (
  root: string,
  {
    plugins = [],
    executablePath = '/usr/bin/chromium'
  }: { readonly plugins?: PluginOption[]; readonly executablePath?: string } = {}
): Promise<ServedPage> => {
  const files = await bundle(root, plugins)
  const server = createServer(({ url = '/' }, response) => {
    const path = url === '/' ? '/index.html' : url
    const content = files.get(path)
    const type = types[path.split('.').pop() ?? ''] ?? 'application/octet-stream'
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': type })
    response.end(content)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const browser = await chromium.launch({ executablePath, args: flags })
  return {
    browser,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      await browser.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    }
  }
}

const bundle = async (root: string, plugins: PluginOption[]): Promise<ReadonlyMap<string, string | Uint8Array>> => {
  const built = (await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins,
    resolve: { conditions: ['@millrace/source', ...defaultClientConditions] },
    build: { write: false, minify: false, target: 'es2023' }
  })) as Rollup.RollupOutput
  return new Map(built.output.map(file => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]))
}
