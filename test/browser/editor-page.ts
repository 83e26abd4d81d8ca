import type { Locator, Page } from 'playwright-core'

/** The editor as a person with a mouse uses it. */
export class EditorPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get canvas(): Locator {
    return this.page.getByRole('application')
  }

  /** The tray on top. */
  get tray(): Locator {
    return this.page.getByRole('dialog').last()
  }

  node(name: string): Locator {
    return this.canvas.locator(`[data-node][aria-label^="${name}"]`).first()
  }

  /** Drags a node from the palette to a place on the screen. */
  async drop(name: string, x: number, y: number): Promise<void> {
    const from = await center(
      this.page.getByRole('complementary', { name: 'Palette' }).getByRole('button', { name, exact: true })
    )
    await this.drag(from, { x, y })
    await this.node(name).waitFor()
  }

  /** Draws a wire from the first output of one node to another. */
  async wire(from: string, to: string): Promise<void> {
    await this.drag(
      await center(this.node(from).locator('.node-port.is-out').first()),
      await center(this.node(to).locator('.node-port.is-in'))
    )
  }

  async open(name: string): Promise<void> {
    await this.node(name).dblclick()
    await this.tray.waitFor()
  }

  async done(): Promise<void> {
    const tray = this.tray
    await tray.getByRole('button', { name: 'Done' }).click()
    await tray.waitFor({ state: 'hidden' })
  }

  /** Chooses from a list of the tray on top. */
  async choose(field: string, option: string): Promise<void> {
    await this.tray.getByRole('button', { name: new RegExp(`${field}$`) }).click()
    await this.page.getByRole('option', { name: option, exact: true }).click()
  }

  /** Leaves the tray on top as it was. */
  async close(): Promise<void> {
    const trays = this.page.locator('.tray')
    const open = await trays.count()
    await this.page.keyboard.press('Escape')
    await trays.nth(open - 1).waitFor({ state: 'detached' })
  }

  /** Replaces what a code field holds. */
  async write(code: string): Promise<void> {
    await this.tray.locator('.cm-content').first().click()
    await this.page.keyboard.press('Control+a')
    await this.page.keyboard.insertText(code)
  }

  async drag(from: Point, to: Point): Promise<void> {
    const { mouse } = this.page
    await mouse.move(from.x, from.y)
    await mouse.down()
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
    await mouse.move(to.x, to.y, { steps: 4 })
    await mouse.up()
  }
}

interface Point {
  readonly x: number
  readonly y: number
}

const center = async (locator: Locator): Promise<Point> => {
  const box = await locator.boundingBox()
  if (box === null) throw new Error(`${locator} is not shown`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
