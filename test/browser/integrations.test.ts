import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { type MillraceProcess, millraceProcess } from '../crash/millrace-process.ts'
import { type Mosquitto, startMosquitto } from '../servers/mosquitto.ts'
import { launchChromium, openPage } from './chromium.ts'
import { EditorPage } from './editor-page.ts'

const node = (id: string, type: string, integration: string, config: object, wires: string[][] = []) =>
  ({ id, type, integration, config: { ...config }, at: [0, 0], wires }) as const

describe('the page of integrations in the browser', () => {
  let mosquitto: Mosquitto
  let millrace: MillraceProcess
  let browser: Browser
  let page: Page
  let editor: EditorPage
  let errors: string[]

  before(async function () {
    this.timeout(60_000)
    mosquitto = await startMosquitto()
    const config = { protocol: 'mqtt', host: '127.0.0.1', port: mosquitto.ports.mqtt, auth: { method: 'none' } }
    millrace = await millraceProcess({
      integrations: [
        { id: 'plant', type: 'mqtt/broker', name: 'Plant', config },
        { id: 'away', type: 'mqtt/broker', name: 'Away', config: { ...config, port: 9 } }
      ],
      flows: [
        {
          format: 1,
          id: 'heard',
          name: 'Heard',
          nodes: [
            node('in', 'mqtt/in', 'plant', { topics: ['a'] }, [['out']]),
            node('out', 'mqtt/out', 'plant', { topic: 'b' })
          ]
        },
        { format: 1, id: 'sent', name: 'Sent', nodes: [node('out', 'mqtt/out', 'plant', { topic: 'c' })] }
      ]
    })
    browser = await launchChromium()
    const opened = await openPage(browser, await millrace.start())
    page = opened.page
    errors = opened.errors
    editor = new EditorPage(page)
    await page.getByRole('button', { name: 'Integrations', exact: true }).click()
  })

  after(async () => {
    await browser?.close()
    await millrace?.remove()
    await mosquitto?.stop()
  })

  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) })
  const menu = async (name: string, item: string) => {
    await page.getByRole('button', { name: `More for ${name}` }).click()
    await page.getByRole('menuitem', { name: item, exact: true }).click()
  }

  it('A06 A07 A08 A35 adds one of a type from the gallery, beginning with a preset', async () => {
    await page.getByRole('button', { name: 'Add integration' }).click()
    await page.getByRole('radio', { name: /^MQTT broker\./ }).click({ force: true })
    await page.getByRole('radio', { name: 'Mosquitto' }).click({ force: true })
    await page.getByText('On this machine, as installed').waitFor()
    await page.getByRole('button', { name: 'Continue with MQTT broker' }).click()
    expect(await editor.tray.getByRole('textbox', { name: /^Host/ }).inputValue()).to.equal('localhost')
  })

  it('A26 A28 tests it with every stage in sight, and names the one that failed', async () => {
    const { tray } = editor
    await tray.getByRole('textbox', { name: /^Host/ }).fill('127.0.0.1')
    await tray.getByRole('textbox', { name: /^Port/ }).fill(String(mosquitto.ports.password))
    await editor.choose('Sign in with', 'Username and password')
    await tray.getByRole('textbox', { name: /^Username/ }).fill(mosquitto.user.username)
    await tray.getByLabel(/^Password/).fill('wrong')
    await tray.getByRole('button', { name: 'Test', exact: true }).click()
    await page.getByRole('alertdialog').getByText('Test failed at Authenticate').waitFor()
    const panel = tray.getByRole('region', { name: 'Test' })
    for (const stage of ['Resolve', 'Connect', 'Authenticate', 'Subscribe'])
      await panel.getByText(stage, { exact: true }).waitFor()
    await panel.getByText('not tried').first().waitFor()
  })

  it('A27 says "Test successful" once the password is right', async () => {
    const { tray } = editor
    await tray.getByLabel(/^Password/).fill(mosquitto.user.password)
    await tray.getByRole('button', { name: 'Test again' }).click()
    await page.getByRole('alertdialog').getByText('Test successful').waitFor()
  })

  it('A09 A24 is saved switched off, says so, and connects when it is enabled', async () => {
    const { tray } = editor
    await tray.getByRole('textbox', { name: 'Name', exact: true }).fill('Line')
    await tray.getByRole('switch', { name: 'Enabled' }).click({ force: true })
    await tray.getByRole('button', { name: 'Save' }).click()
    await row('Line').getByText('Inactive').waitFor()
    await menu('Line', 'Enable')
    await row('Line').getByText('Active', { exact: true }).waitFor()
  })

  it('A04 A05 A29 opens one by its name: the flows that use it, and its log', async () => {
    await page.getByRole('button', { name: 'Plant', exact: true }).click()
    await editor.tray.getByRole('tab', { name: /^Used by/ }).click()
    await editor.tray.getByRole('heading', { name: 'Heard' }).waitFor()
    await editor.tray.getByRole('heading', { name: 'Sent' }).waitFor()
    await editor.close()
    await page.getByRole('button', { name: 'Away', exact: true }).click()
    await editor.tray.getByRole('tab', { name: 'Log' }).click()
    await editor.tray.getByRole('listitem').first().waitFor()
    await editor.close()
  })

  it('A02 A03 A25 is found by name and by state, and says why it failed', async () => {
    await page.getByRole('searchbox', { name: 'Find by name or type' }).fill('lin')
    await row('Plant').waitFor({ state: 'hidden' })
    await page.getByRole('searchbox', { name: 'Find by name or type' }).fill('')
    await page.getByRole('button', { name: /Error$/ }).click()
    await row('Away')
      .getByText(/Nothing listens on 127.0.0.1 port 9/)
      .waitFor()
    await row('Plant').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: /Error$/ }).click()
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
    expect(await page.getByRole('row').nth(1).textContent()).to.include('Away')
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
    expect(await page.getByRole('row').nth(1).textContent()).to.include('Plant')
  })

  it('A19 A20 is deleted with the flows that it starts, and brought back from the revisions', async () => {
    await menu('Plant', 'Delete')
    const dialog = page.getByRole('alertdialog', { name: /Delete “Plant”/ })
    await dialog.getByText('Sent', { exact: true }).waitFor()
    await dialog.getByText(/Also delete the flow it starts: Heard/).click()
    await dialog.getByRole('button', { name: 'Delete both' }).click()
    await row('Plant').waitFor({ state: 'hidden' })

    await page.getByRole('button', { name: 'Revisions', exact: true }).click()
    const revisions = page.getByRole('main', { name: 'Revisions' })
    await revisions.getByText('runs now').waitFor()
    await revisions.getByRole('listitem').nth(1).getByRole('button').click()
    await revisions.getByRole('heading', { name: 'What restoring it changes' }).waitFor()
    await revisions.getByRole('button', { name: 'Restore' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Restore' }).click()
    await page.getByText('1 integration came back').waitFor()

    await page.getByRole('button', { name: 'Integrations', exact: true }).click()
    await row('Plant').waitFor()
    await page.getByRole('button', { name: 'Flows', exact: true }).click()
    await page.getByRole('tab', { name: /Heard/ }).waitFor()
    expect(errors).to.deep.equal([])
  })
}).timeout(60_000)
