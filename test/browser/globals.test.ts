import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { type MillraceProcess, millraceProcess } from '../crash/millrace-process.ts'
import { type Mosquitto, startMosquitto } from '../servers/mosquitto.ts'
import { launchChromium, openPage } from './chromium.ts'

describe('globals and safe mode in the browser', () => {
  let mosquitto: Mosquitto
  let millrace: MillraceProcess
  let browser: Browser
  let page: Page
  let errors: string[]

  before(async function () {
    this.timeout(60_000)
    mosquitto = await startMosquitto()
    const config = { protocol: 'mqtt', host: '127.0.0.1', port: '{{globals.port}}', auth: { method: 'none' } }
    millrace = await millraceProcess(
      {
        integrations: [{ id: 'plant', type: 'mqtt/broker', name: 'Plant', config }],
        flows: [
          {
            format: 1,
            id: 'own',
            name: 'Own site',
            env: { site: 'seven' },
            nodes: [
              {
                id: 'in',
                type: 'mqtt/in',
                integration: 'plant',
                config: { topics: ['{{globals.site}}'] },
                at: [0, 0],
                wires: []
              }
            ]
          }
        ]
      },
      ['--safe']
    )
    await writeFile(
      join(millrace.dir, 'globals.json'),
      JSON.stringify({ format: 1, globals: { port: 9, site: 'one' } })
    )
    browser = await launchChromium()
    const opened = await openPage(browser, await millrace.start())
    page = opened.page
    errors = opened.errors
  })

  after(async () => {
    await browser?.close()
    await millrace?.remove()
    await mosquitto?.stop()
  })

  const go = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const status = (word: string) => page.getByRole('row', { name: /Plant/ }).getByText(word, { exact: true }).waitFor()

  it('starts the flows from the banner of safe mode', async () => {
    const banner = page.getByRole('alert').filter({ hasText: 'Safe mode: the flows are stopped' })
    await go('Integrations')
    await status('Inactive')
    await banner.getByRole('button', { name: 'Start the flows' }).click()
    await banner.waitFor({ state: 'hidden' })
    await status('Error')
  })

  it('Q03 shows where a global is read and overridden, and refuses what its type cannot hold', async () => {
    await go('Globals')
    await page.getByRole('row').filter({ hasText: 'own value in' }).getByRole('button', { name: 'Own site' }).waitFor()
    await page.getByRole('row').filter({ hasText: 'Plant' }).waitFor()
    const port = page.getByRole('textbox', { name: 'Value of port' })
    await port.fill('many')
    await page.getByText('Write a number, such as 8883.').waitFor()
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).to.equal(true)
  })

  it('A12 Q03 says what a change reconnects, and reconnects it', async () => {
    await page.getByRole('textbox', { name: 'Value of port' }).fill(String(mosquitto.ports.mqtt))
    await page.getByText('Saving reconnects Plant.').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Globals saved').waitFor()
    await go('Integrations')
    await status('Active')
  })

  it('Q03 are overridden in the settings of a flow, as an edit to deploy', async () => {
    await go('Flows')
    await page.getByRole('tab', { name: 'Help' }).click()
    const own = page.getByRole('region', { name: 'Globals of this flow' })
    await own.getByRole('textbox', { name: 'Value of site' }).fill('eight')
    await page.getByRole('tab', { name: 'Help' }).click()
    await page
      .getByRole('button', { name: /^Deploy/ })
      .first()
      .waitFor()
    await page.keyboard.press('Control+d')
    await page.getByText('Deployed', { exact: true }).waitFor()
    expect(errors).to.deep.equal([])
  })
}).timeout(60_000)
