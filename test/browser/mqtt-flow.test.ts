import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { type MillraceProcess, millraceProcess } from '../crash/millrace-process.ts'
import { type Mosquitto, startMosquitto } from '../servers/mosquitto.ts'
import { connectDevice } from '../servers/mqtt-device.ts'
import { until } from '../servers/until.ts'
import { launchChromium, openPage } from './chromium.ts'
import { EditorPage } from './editor-page.ts'

describe('a flow built in the browser', () => {
  let mosquitto: Mosquitto
  let millrace: MillraceProcess
  let browser: Browser
  let page: Page
  let errors: string[]

  before(async function () {
    this.timeout(60_000)
    mosquitto = await startMosquitto()
    millrace = await millraceProcess({ flows: [], integrations: [] })
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

  it('runs on a real broker, says when the broker is gone, and goes on when it is back', async () => {
    const editor = new EditorPage(page)
    await page.getByRole('button', { name: 'Empty flow' }).click()
    await editor.drop('mqtt in', 360, 220)
    await editor.drop('function', 560, 220)
    await editor.drop('mqtt out', 780, 180)
    await editor.drop('debug', 780, 280)
    await editor.wire('mqtt in', 'function')
    await editor.wire('function', 'mqtt out')
    await editor.wire('function', 'debug')

    await editor.open('mqtt in')
    await page.getByRole('button', { name: 'New integration' }).click()
    await editor.tray.getByRole('textbox', { name: /^Host/ }).fill('127.0.0.1')
    await editor.tray.getByRole('textbox', { name: /^Port/ }).fill(String(mosquitto.ports.mqtt))
    await editor.choose('Sign in with', 'Nothing')
    await editor.tray.getByRole('button', { name: 'Test' }).click()
    await page.getByText('Test successful').first().waitFor()
    await editor.tray.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'New MQTT broker' }).waitFor({ state: 'hidden' })
    await editor.tray.getByRole('button', { name: 'Add a topic' }).click()
    await page.keyboard.type('plant/+/temp')
    await editor.done()

    await editor.open('function')
    await editor.write(
      'msg.payload = { fahrenheit: (msg.payload.celsius * 9) / 5 + 32 }\nmsg.topic = "out/" + msg.topic\nreturn msg'
    )
    await editor.done()

    await editor.open('mqtt out')
    const picker = editor.tray
      .getByRole('button', { name: /MQTT broker.*Integration|Integration.*MQTT broker|None yet|Choose/ })
      .first()
    await picker.click()
    await page
      .getByRole('option', { name: /MQTT broker/ })
      .first()
      .click()
    await editor.done()

    await page.keyboard.press('Control+d')
    await page.getByText('Deployed', { exact: true }).waitFor()

    const device = await connectDevice(mosquitto.ports.mqtt)
    await device.subscribe('out/#')
    await device.publish('plant/7/temp', '{"celsius":21}')
    await until(() => device.heard.length === 1)
    expect(device.heard[0]?.topic).to.equal('out/plant/7/temp')
    expect(JSON.parse(String(device.heard[0]?.payload))).to.deep.equal({ fahrenheit: 69.8 })
    const log = page.getByRole('log', { name: 'Debug messages' })
    await log.getByText('out/plant/7/temp').first().waitFor()
    await log
      .getByText(/fahrenheit: 69.8/)
      .first()
      .waitFor()

    await device.leave()
    await mosquitto.kill()
    await page.getByRole('button', { name: 'Integrations', exact: true }).click()
    const row = page.getByRole('row', { name: /MQTT broker/ })
    await row.getByText('Error').waitFor()
    await mosquitto.restart()
    await row.getByText('Active').waitFor()

    const again = await connectDevice(mosquitto.ports.mqtt)
    await again.subscribe('out/#')
    await again.publish('plant/8/temp', '{"celsius":0}')
    await until(() => again.heard.length === 1)
    expect(again.heard[0]?.topic).to.equal('out/plant/8/temp')
    await page.getByRole('button', { name: 'Flows', exact: true }).click()
    await log.getByText('out/plant/8/temp').first().waitFor()
    await again.leave()
    expect(errors).to.deep.equal([])
  }).timeout(90_000)
})
