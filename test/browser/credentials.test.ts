import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { type MillraceProcess, millraceProcess } from '../crash/millrace-process.ts'
import { launchChromium, openPage } from './chromium.ts'
import { EditorPage } from './editor-page.ts'

describe('the page of credentials in the browser', () => {
  let millrace: MillraceProcess
  let browser: Browser
  let page: Page
  let editor: EditorPage
  let errors: string[]

  before(async function () {
    this.timeout(60_000)
    millrace = await millraceProcess({
      flows: [],
      integrations: [
        {
          id: 'queue',
          type: 'amazon-sqs/queue',
          name: 'Queue',
          enabled: false,
          config: { url: 'https://sqs.eu-central-1.amazonaws.com/1/q', auth: { method: 'credential' } }
        }
      ]
    })
    browser = await launchChromium()
    const opened = await openPage(browser, await millrace.start())
    page = opened.page
    errors = opened.errors
    editor = new EditorPage(page)
  })

  after(async () => {
    await browser?.close()
    await millrace?.remove()
  })

  const go = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) })
  const menu = async (name: string, item: string) => {
    await page.getByRole('button', { name: `More for ${name}` }).click()
    await page.getByRole('menuitem', { name: item, exact: true }).click()
  }

  it('Q12 makes one of a type from the gallery, and shows that nothing uses it', async () => {
    await go('Credentials')
    await page.getByRole('button', { name: 'Add credential' }).click()
    await page.getByRole('radio', { name: /^HTTP\./ }).click({ force: true })
    await page.getByRole('button', { name: 'Continue with HTTP' }).click()
    await editor.tray.getByRole('textbox', { name: /^URI/ }).fill('https://api.example.com')
    await editor.tray.getByRole('textbox', { name: /^User/ }).fill('mill')
    await editor.tray.getByLabel(/^Password/).fill('sluice')
    await editor.tray.getByRole('textbox', { name: 'Name' }).fill('Weather API')
    await editor.tray.getByRole('button', { name: 'Save' }).click()
    await row('Weather API').getByText('Unused').waitFor()
  })

  it('A13 A14 offers an integration only those that fit, and a new one at once', async () => {
    await go('Integrations')
    await page.getByRole('button', { name: 'Queue', exact: true }).click()
    await editor.tray
      .getByRole('button', { name: /Credential/ })
      .first()
      .click()
    expect(await page.getByRole('option', { name: 'Weather API' }).count()).to.equal(0)
    await page.getByRole('option', { name: 'New credential…' }).click()
    await editor.tray.getByRole('textbox', { name: /^Region/ }).fill('eu-central-1')
    await editor.tray.getByRole('textbox', { name: /^Access key ID/ }).fill('AKIA1234')
    await editor.tray.getByLabel(/^Secret access key/).fill('first-secret')
    await editor.tray.getByRole('textbox', { name: 'Name' }).fill('Plant account')
    await editor.tray.getByRole('button', { name: 'Save' }).click()
    await editor.tray.getByText('Plant account').first().waitFor()
    await editor.tray.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Queue saved').waitFor()
  })

  it('Q12 never shows a secret again, and takes a new one in its place', async () => {
    await go('Credentials')
    await page.getByRole('button', { name: 'Plant account', exact: true }).click()
    await editor.tray.getByRole('button', { name: 'Replace' }).first().waitFor()
    expect(await page.content()).to.not.include('first-secret')
    await editor.tray.getByRole('button', { name: 'Rotate…' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Rotate “Plant account”' })
    const rotate = dialog.getByRole('button', { name: 'Rotate' })
    expect(await rotate.isDisabled()).to.equal(true)
    await dialog.getByLabel(/^Secret access key/).fill('second-secret')
    await rotate.click()
    await page.getByText('Plant account rotated').waitFor()
  })

  it('Q12 refuses to delete one that is used, with what uses it', async () => {
    await menu('Plant account', 'Delete')
    const refused = page.getByRole('alertdialog', { name: '“Plant account” is in use' })
    await refused.getByRole('button', { name: 'Queue' }).waitFor()
    await refused.getByRole('button', { name: 'Close' }).last().click()
    await menu('Weather API', 'Delete')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await row('Weather API').waitFor({ state: 'hidden' })
  })

  it('Q12 is switched off and on', async () => {
    await menu('Plant account', 'Disable')
    await row('Plant account').getByText('Off: what uses it fails').waitFor()
    await menu('Plant account', 'Enable')
    await row('Plant account').getByText('Ready').waitFor()
    expect(errors).to.deep.equal([])
  })
}).timeout(60_000)
