import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { type FormsBrowser, startFormsBrowser, tell, until } from './testing/open-forms.ts'

describe('forms in a browser', function () {
  this.timeout(60_000)
  let browser: FormsBrowser
  let page: Page
  before(async () => {
    browser = await startFormsBrowser()
  })
  after(() => browser.close())
  afterEach(() => page.close())

  describe('a form', () => {
    beforeEach(async () => {
      page = await browser.open('form')
    })
    const value = () => tell(page, bench => bench.value as Record<string, unknown>)
    const field = (label: string) => page.getByLabel(label, { exact: false }).first()

    it('stores only what was changed, and a number as a number', async () => {
      await field('Port').fill('8883')
      expect(await value()).to.deep.equal({ host: 'one', password: { $secret: 's1' }, port: 8883 })
    })

    it('says what is wrong as it is typed, tied to the field', async () => {
      await field('Port').fill('70000')
      const input = field('Port')
      expect(await input.getAttribute('aria-invalid')).to.equal('true')
      const described = await input.getAttribute('aria-describedby')
      expect(await page.locator(`[id="${described}"]`).textContent()).to.include('Port must be at most 65535.')
      await input.fill('1')
      expect(await input.getAttribute('aria-invalid')).to.equal(null)
    })

    it('asks the server once typing rests, and shows what only it knows', async () => {
      await field('Host').fill('taken')
      await page.getByText('Host is used by another broker.').waitFor()
      await field('Host').fill('free')
      await until(page, bench => bench.problems.length === 0)
    })

    it('A12 shows what becomes of a template, and that its field takes one', async () => {
      expect(await page.getByText('template').count()).to.be.greaterThan(0)
      await field('Host').fill('broker.{{globals.site}}.example')
      await page.getByLabel('Preview').getByText('broker.plant.example', { exact: true }).waitFor()
      expect(await page.locator('.text-hole').textContent()).to.equal('{{globals.site}}')
    })

    it('says what is wrong with a template while it is typed', async () => {
      await field('Host').fill('broker.{{globals.site')
      await page.locator('.err').first().waitFor()
      expect(await field('Host').getAttribute('aria-invalid')).to.equal('true')
      await field('Host').fill('broker.{{globals.site}}')
      expect(await field('Host').getAttribute('aria-invalid')).to.equal(null)
    })

    it('A14 offers the credentials whose type fits, says which is off, and makes a new one', async () => {
      await page.getByRole('button', { name: 'Key' }).click()
      const names = (await page.getByRole('option').allTextContents()).map(name => name.trim())
      expect(names).to.deep.equal(['Plant key', 'Old keyoff', 'New credential…'])
      await page.getByRole('option', { name: /Old key/ }).click()
      await page.getByText('Old key is switched off').waitFor()
      await page.getByRole('button', { name: 'Key', exact: false }).first().click()
      await page.getByRole('option', { name: 'New credential…' }).click()
      expect((await value()).key).to.equal('k1')
    })

    it('keeps the JSON that was while what is typed cannot be read, and says so', async () => {
      const code = page.locator('.cm-content')
      await code.click()
      await page.keyboard.insertText('[1]')
      await until(page, bench => JSON.stringify((bench.value as { extra?: unknown }).extra) === '[1]')
      await page.keyboard.press('Control+a')
      await page.keyboard.insertText('[1')
      await page.getByText(/Extra is not valid JSON/).waitFor()
      expect((await value()).extra).to.deep.equal([1])
    })

    it('says what is wrong with a secret while it is typed', async () => {
      await page.getByRole('button', { name: 'Replace' }).click()
      await page.keyboard.type('ab')
      await page.getByText(/^Password must/).waitFor()
      await page.keyboard.type('c')
      await page.getByText(/^Password must/).waitFor({ state: 'hidden' })
    })

    it('hides a field that does not apply', async () => {
      expect(await page.getByText('CA certificate').count()).to.equal(0)
      await page.getByRole('radio', { name: 'mqtts' }).check({ force: true })
      await page.getByText('CA certificate').waitFor()
    })

    it('keeps a secret until another is typed, and never shows it', async () => {
      await page.getByRole('button', { name: 'Replace' }).click()
      expect((await value()).password).to.deep.equal({ $secret: 's1' })
      await page.keyboard.type('new')
      expect((await value()).password).to.equal('new')
      expect(await field('Password').getAttribute('type')).to.equal('password')
      await page.getByRole('button', { name: 'Keep the old one' }).click()
      expect((await value()).password).to.deep.equal({ $secret: 's1' })
    })

    it('brings back what was filled in when a variant is chosen again', async () => {
      const choose = (name: string) => page.getByRole('radio', { name }).check({ force: true })
      await choose('A name')
      await field('User').fill('mill')
      await choose('Nothing')
      expect((await value()).auth).to.deep.equal({ method: 'none' })
      await choose('A name')
      expect((await value()).auth).to.deep.equal({ method: 'basic', user: 'mill' })
    })

    it('keeps the few behind more options, and opens when something in them is wrong', async () => {
      expect(await page.getByText('Keep alive').count()).to.equal(0)
      await page.getByRole('button', { name: 'More options' }).press('Enter')
      await field('Keep alive').fill('0')
      await page.getByRole('button', { name: 'More options' }).press('Enter')
      expect(await page.getByText('Keep alive must be at least 1.').count()).to.equal(1)
    })
  })

  describe('trays', () => {
    beforeEach(async () => {
      page = await browser.open('trays')
    })
    const open = (id: string) => page.getByRole('button', { name: `Open ${id}` }).press('Enter')
    const node = (id: 'in' | 'r') =>
      id === 'in'
        ? tell(page, bench => bench.session.document.node('f', 'in'))
        : tell(page, bench => bench.session.document.node('f', 'r'))
    const done = () => page.getByRole('button', { name: 'Done' }).press('Enter')

    it('offer the fix that the problem knows, and are done only without problems', async () => {
      await open('in')
      await page.getByText('1 field to fix').click()
      const focused = await page.evaluate(() => (document.activeElement as HTMLInputElement).value)
      expect(focused).to.equal('plant/#/alarm')
      expect(await page.getByRole('button', { name: 'Done' }).isDisabled()).to.equal(true)
      await page.getByRole('button', { name: 'Use it' }).click()
      await done()
      await page.locator('.tray').waitFor({ state: 'detached' })
      expect((await node('in'))?.config).to.deep.equal({ topics: ['plant/+', 'plant/+/alarm'] })
    })

    it('add, move and remove entries by the keyboard', async () => {
      await open('in')
      await page.getByRole('textbox', { name: 'Topic 1' }).press('Enter')
      await page.keyboard.type('new')
      await page.getByRole('button', { name: /^Move Topic 2/ }).press('ArrowUp')
      await page.getByRole('textbox', { name: 'Topic 3' }).fill('')
      await page.getByRole('textbox', { name: 'Topic 3' }).press('Backspace')
      await done()
      expect((await node('in'))?.config).to.deep.equal({ topics: ['new', 'plant/+'] })
    })

    it('leave the flow as it is when they are cancelled, and give the focus back', async () => {
      await open('in')
      await page.getByLabel('Name', { exact: true }).fill('changed')
      await page.keyboard.press('Escape')
      await page.locator('.tray').waitFor({ state: 'detached' })
      expect(await node('in')).to.not.have.property('name')
      expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('Open in')
    })

    it('edit in one step, with wires that stay with their rule', async () => {
      await open('r')
      await page.getByRole('button', { name: /^Remove rule 1/i }).click()
      await page.getByLabel('Name', { exact: true }).fill('routes')
      await done()
      await page.locator('.tray').waitFor({ state: 'detached' })
      expect(await node('r')).to.deep.include({ name: 'routes', wires: [['y'], ['z']] })
      await tell(page, bench => bench.session.document.undo())
      const back = await node('r')
      expect(back?.wires).to.deep.equal([['x'], ['y'], ['z']])
      expect(back).to.not.have.property('name')
    })

    it('mark what the grammar of the code does not understand', async () => {
      await open('r')
      await page.locator('.cm-content').click()
      await page.keyboard.press('Control+A')
      await page.keyboard.type('const = 3')
      await page.locator('.cm-lint-marker-error').first().waitFor()
      await page.keyboard.press('Escape')
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')).to.not.equal('Code')
      expect(await page.locator('.tray').count()).to.equal(1)
    })

    it('stack an integration over its node, which is inert until it is saved', async () => {
      await open('in')
      await page.getByRole('button', { name: 'Edit Plant broker' }).press('Enter')
      await page.getByRole('heading', { name: 'Plant broker' }).waitFor()
      expect(await page.locator('.tray.is-under').evaluate(tray => tray.closest('[inert]') !== null)).to.equal(true)
      await page.getByLabel('Host').fill('two')
      await page.getByRole('button', { name: 'Save' }).click()
      await until(page, bench => bench.saved.length === 1)
      expect(await tell(page, bench => bench.saved[0])).to.deep.include({
        id: 'b',
        config: { host: 'two', password: { $secret: 's1' }, port: 1883 }
      })
      await page.getByRole('heading', { name: 'Plant broker' }).waitFor({ state: 'detached' })
      expect(await page.locator('.tray').evaluate(tray => tray.closest('[inert]') === null)).to.equal(true)
    })

    it('test what stands in them, and say what to do', async () => {
      await open('in')
      await page.getByRole('button', { name: 'Edit Plant broker' }).press('Enter')
      await page.getByRole('button', { name: 'Test', exact: true }).click()
      const panel = page.getByRole('region', { name: 'Test' })
      await panel.getByText('Test failed at Connect').waitFor()
      expect(await panel.textContent())
        .to.include('Nothing listens there. Start the broker.')
        .and.include('not tried')
    })
  })
})
