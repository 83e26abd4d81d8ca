import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { type MillraceProcess, millraceProcess } from '../crash/millrace-process.ts'
import { type Mosquitto, startMosquitto } from '../servers/mosquitto.ts'
import { connectDevice, type Device } from '../servers/mqtt-device.ts'
import { until } from '../servers/until.ts'
import { launchChromium, openPage } from './chromium.ts'

const code = `if (typeof msg.payload.celsius !== 'number') throw new Error('no temperature')
return { ...msg, topic: 'out/' + msg.topic }`

describe('dead letters in the browser', () => {
  let mosquitto: Mosquitto
  let millrace: MillraceProcess
  let browser: Browser
  let page: Page
  let errors: string[]
  let device: Device

  before(async function () {
    this.timeout(60_000)
    mosquitto = await startMosquitto()
    const config = { protocol: 'mqtt', host: '127.0.0.1', port: mosquitto.ports.mqtt, auth: { method: 'none' } }
    millrace = await millraceProcess({
      integrations: [{ id: 'plant', type: 'mqtt/broker', name: 'Plant', config }],
      flows: [
        {
          format: 1,
          id: 'boilers',
          name: 'Boilers',
          retry: { attempts: 1 },
          nodes: [
            {
              id: 'in',
              type: 'mqtt/in',
              integration: 'plant',
              config: { topics: ['boiler/+'] },
              at: [0, 0],
              wires: [['f']]
            },
            { id: 'f', type: 'core/function', name: 'Convert', config: { func: code }, at: [200, 0], wires: [['out']] },
            { id: 'out', type: 'mqtt/out', integration: 'plant', config: {}, at: [400, 0], wires: [] }
          ]
        }
      ]
    })
    browser = await launchChromium()
    const opened = await openPage(browser, await millrace.start())
    page = opened.page
    errors = opened.errors
    device = await connectDevice(mosquitto.ports.mqtt)
    await device.subscribe('out/#')
    await page.getByRole('button', { name: 'Integrations', exact: true }).click()
    await page.getByRole('row', { name: /Plant/ }).getByText('Active').waitFor()
  })

  after(async () => {
    await device?.leave()
    await browser?.close()
    await millrace?.remove()
    await mosquitto?.stop()
  })

  it('are mended and replayed, found by their flow, and purged when that is confirmed', async () => {
    await device.publish('boiler/1', '{"celsius":"hot"}')
    await device.publish('boiler/2', '{"celsius":"cold"}')
    await page.getByRole('button', { name: 'Dead letters, 2 kept' }).click()
    const rows = page.getByRole('row', { name: /no temperature/ })
    await until(async () => (await rows.count()) === 2)

    await rows.filter({ hasText: 'boiler/1' }).getByRole('button').click()
    await page.getByRole('button', { name: 'Edit and replay…' }).click()
    await page.locator('.cm-content').click()
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText('{ "topic": "boiler/1", "payload": { "celsius": 21, "at": { "$date": "soon" } } }')
    await page.getByText('/payload/at is not a date').waitFor()
    const replay = page.getByRole('button', { name: 'Replay it so' })
    expect(await replay.isDisabled()).to.equal(true)
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText('{ "topic": "boiler/1", "payload": { "celsius": 21 } }')
    await replay.click()
    await page.getByText('1 edited message replayed').waitFor()
    await until(() => device.heard.length === 1)
    expect(JSON.parse(String(device.heard[0]?.payload))).to.deep.equal({ celsius: 21 })
    await until(async () => (await rows.count()) === 1)

    await page.getByRole('searchbox', { name: 'Find in errors and messages' }).fill('nowhere')
    await page.getByText('No dead letter matches.').waitFor()
    await page.getByRole('searchbox', { name: 'Find in errors and messages' }).fill('COLD')
    await until(async () => (await rows.count()) === 1)

    await page.getByRole('button', { name: 'For all that are found' }).click()
    await page.getByRole('menuitem', { name: 'Purge the one found…' }).click()
    await page.getByRole('button', { name: 'Purge it' }).click()
    await page.getByText('1 message purged').waitFor()
    await page.getByRole('button', { name: 'Dead letters', exact: true }).waitFor()
    expect(errors).to.deep.equal([])
  }).timeout(60_000)
})
