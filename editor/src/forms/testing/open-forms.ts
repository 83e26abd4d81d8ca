import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import react from '@vitejs/plugin-react'
import { chromium, type Page } from 'playwright-core'
import { build, defaultClientConditions, type Rollup } from 'vite'
import type { Bench } from './page.tsx'

export interface FormsBrowser {
  open(page: 'form' | 'trays'): Promise<Page>
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

/** Builds the test page in memory, serves it on a free port, and opens it in a real browser. */
export const startFormsBrowser = async (executablePath = '/usr/bin/chromium'): Promise<FormsBrowser> => {
  const files = await bundle()
  const server = createServer(({ url = '/' }, response) => {
    const path = url === '/' ? '/index.html' : url
    const content = files.get(path)
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': types[path.split('.').pop() ?? ''] ?? '' })
    response.end(content)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const browser = await chromium.launch({ executablePath, args: flags })
  return {
    open: async name => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
      await page.goto(`${address}#${name}`)
      await page.waitForSelector('#root > *')
      return page
    },
    close: async () => {
      await browser.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    }
  }
}

/** What the page tells of itself. */
export const tell = <Result>(page: Page, question: (bench: Bench) => Result): Promise<Result> =>
  page.evaluate(`(${question})(window.bench)`) as Promise<Result>

/** Resolves once the page answers with true. */
export const until = async (page: Page, question: (bench: Bench) => boolean): Promise<void> => {
  await page.waitForFunction(`(${question})(window.bench)`)
}

const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' }

const bundle = async (): Promise<ReadonlyMap<string, string | Uint8Array>> => {
  const built = (await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'silent',
    plugins: [react()],
    resolve: { conditions: ['@millrace/source', ...defaultClientConditions] },
    build: { write: false, minify: false, target: 'es2023' }
  })) as Rollup.RollupOutput
  return new Map(built.output.map(file => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]))
}
