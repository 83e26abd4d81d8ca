import type { Browser, Page } from 'playwright-core'
import { servePage } from '../../testing/serve-page.ts'
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

/** Opens the canvas's test page in a real browser. */
export const startBrowser = async (): Promise<TestBrowser> => {
  const { browser, address, close } = await servePage(import.meta.dirname)
  return { ...(await openPage(browser, address)), close }
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
