import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build, defaultClientConditions, type Rollup } from 'vite'
import type { Bench } from './page.ts'

export interface TestPage {
  readonly page: Page
  /** Begins anew with another canvas, which is drawn when this resolves. */
  restart(): Promise<void>
  /** Runs in the page, with its canvas, document and selection. */
  ask<Argument, Result>(question: (bench: Bench, argument: Argument) => Result, argument: Argument): Promise<Result>
  ask<Result>(question: (bench: Bench) => Result): Promise<Result>
  /** Resolves once the question is answered with true. */
  until(question: (bench: Bench) => boolean): Promise<void>
}

export interface TestBrowser extends TestPage {
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
export const startBrowser = async (executablePath = '/usr/bin/chromium'): Promise<TestBrowser> => {
  const files = await bundle()
  const server = createServer(({ url = '/' }, response) => {
    const file = files.get(url === '/' ? '/index.html' : url)
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' })
    response.end(file?.content)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const browser = await chromium.launch({ executablePath, args: flags })
  return {
    ...(await openPage(browser, address)),
    close: async () => {
      await browser.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    }
  }
}

const openPage = async (browser: Browser, address: string): Promise<TestPage> => {
  const page = await browser.newPage({ viewport: { width: 800, height: 600 }, reducedMotion: 'reduce' })
  await page.goto(address)
  const source = (question: (bench: Bench, argument: never) => unknown, argument: unknown): string =>
    `(${question})(window.bench, ${JSON.stringify(argument)})`
  return {
    page,
    restart: async () => {
      await page.evaluate('window.restart()')
      await page.waitForSelector('.flow-node')
    },
    ask: (question: (bench: Bench, argument: never) => unknown, argument?: unknown) =>
      page.evaluate(source(question, argument)) as Promise<never>,
    until: async question => {
      await page.waitForFunction(source(question, undefined))
    }
  }
}

interface ServedFile {
  readonly type: string
  readonly content: string | Uint8Array
}

const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' }

const bundle = async (): Promise<ReadonlyMap<string, ServedFile>> => {
  const built = (await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['@millrace/source', ...defaultClientConditions] },
    build: { write: false, minify: false, target: 'es2023' }
  })) as Rollup.RollupOutput
  return new Map(
    built.output.map(file => [
      `/${file.fileName}`,
      {
        type: types[file.fileName.split('.').pop() ?? ''] ?? 'application/octet-stream',
        content: file.type === 'chunk' ? file.code : file.source
      }
    ])
  )
}
