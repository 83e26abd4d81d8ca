import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A headless Chromium, the machine's own. */
export const launchChromium = (): Promise<Browser> => {
  const executablePath = candidates.find(existsSync)
  if (executablePath === undefined) throw new Error('there is no chromium: `npm test` installs it on Debian')
  const quiet = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync'
  ]
  return chromium.launch({ executablePath, args: ['--no-sandbox', ...quiet] })
}

/** A page that fails the test when the editor logs an error. */
export const openPage = async (
  browser: Browser,
  url: string,
  options: { readonly colorScheme?: 'light' | 'dark' } = {}
): Promise<{ page: Page; errors: string[] }> => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options })
  page.setDefaultTimeout(15_000)
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  page.on('console', message => {
    if (
      message.type() === 'error' &&
      !message.text().includes('WebSocket') &&
      !message.text().includes('ERR_CONNECTION')
    )
      errors.push(message.text())
  })
  await page.goto(url)
  return { page, errors }
}
