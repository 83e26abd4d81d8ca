import react from '@vitejs/plugin-react'
import type { Page } from 'playwright-core'
import { servePage } from '../../testing/serve-page.ts'
import type { Bench } from './page.tsx'

export interface FormsBrowser {
  open(page: 'form' | 'trays'): Promise<Page>
  close(): Promise<void>
}

/** Opens the forms' test pages in a real browser. */
export const startFormsBrowser = async (): Promise<FormsBrowser> => {
  const { browser, address, close } = await servePage(import.meta.dirname, { plugins: [react()] })
  return {
    open: async name => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
      await page.goto(`${address}#${name}`)
      await page.waitForSelector('#root > *')
      return page
    },
    close
  }
}

/** What the page tells of itself. */
export const tell = <Result>(page: Page, question: (bench: Bench) => Result): Promise<Result> =>
  page.evaluate(`(${question})(window.bench)`) as Promise<Result>

/** Resolves once the page answers with true. */
export const until = async (page: Page, question: (bench: Bench) => boolean): Promise<void> => {
  await page.waitForFunction(`(${question})(window.bench)`)
}
