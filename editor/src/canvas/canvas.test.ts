import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { startBrowser, type TestBrowser, type TestPage } from './testing/open-page.ts'

/** Places on the test page. Nodes are 100 wide, the switch 120; their left edge and middle line stand on the grid. */
const inBody = { x: 160, y: 100 }
const inOutput = { x: 200, y: 100 }
const outInput = { x: 500, y: 100 }
const stepBody = { x: 360, y: 200 }
const stepInput = { x: 300, y: 200 }
const stepOutput = { x: 400, y: 200 }
const lowOutput = { x: 220, y: 308 }
const middleOfWire = { x: 350, y: 100 }
const nowhere = { x: 700, y: 500 }

type Place = { readonly x: number; readonly y: number }

const drag = async ({ mouse }: Page, from: Place, to: Place): Promise<void> => {
  await mouse.move(from.x, from.y)
  await mouse.down()
  await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2)
  await mouse.move(to.x, to.y)
  await mouse.up()
}
const click = ({ mouse }: Page, { x, y }: Place): Promise<void> => mouse.click(x, y)
const holding = async ({ keyboard }: Page, key: string, act: () => Promise<void>): Promise<void> => {
  await keyboard.down(key)
  await act()
  await keyboard.up(key)
}

const selected = ({ ask }: TestPage) => ask(({ selection }) => [...selection.nodes].sort())
const selectedWires = ({ ask }: TestPage) => ask(({ selection }) => [...selection.wires])
const at = ({ ask }: TestPage, id: string) => ask(({ flows }, node) => flows.node('small', node)?.at, id)
const wires = ({ ask }: TestPage, id: string) => ask(({ flows }, node) => flows.node('small', node)?.wires, id)
const calls = ({ ask }: TestPage) => ask(({ calls }) => calls.filter(([name]) => name !== 'zoom'))
const undo = ({ ask }: TestPage) => ask(({ flows }) => flows.undo())

describe('canvas', function () {
  this.timeout(60_000)
  let test: TestBrowser
  let page: Page
  before(async () => {
    test = await startBrowser()
    page = test.page
  })
  after(() => test.close())
  beforeEach(() => test.restart())

  it('selects by click, toggles by ctrl-click, clears by a click on the ground', async () => {
    await click(page, inBody)
    expect(await selected(test)).to.deep.equal(['in'])
    await holding(page, 'Control', () => click(page, stepBody))
    expect(await selected(test)).to.deep.equal(['in', 'step'])
    await holding(page, 'Control', () => click(page, inBody))
    expect(await selected(test)).to.deep.equal(['step'])
    await click(page, nowhere)
    expect(await selected(test)).to.deep.equal([])
  })

  it('selects what a marquee touches, and nothing else', async () => {
    await drag(page, { x: 60, y: 60 }, { x: 320, y: 220 })
    expect(await selected(test)).to.deep.equal(['in', 'step'])
  })

  it('moves all selected nodes on the grid, in one step', async () => {
    await test.ask(({ selection }) => selection.set(['in', 'step']))
    await drag(page, inBody, { x: 203, y: 155 })
    expect([await at(test, 'in'), await at(test, 'step')]).to.deep.equal([
      [140, 160],
      [340, 260]
    ])
    expect(await undo(test)).to.equal('Move 2 nodes')
    expect([await at(test, 'in'), await at(test, 'step')]).to.deep.equal([
      [100, 100],
      [300, 200]
    ])
    expect(await undo(test)).to.equal(undefined)
  })

  it('gives up a move on Escape', async () => {
    await page.mouse.move(inBody.x, inBody.y)
    await page.mouse.down()
    await page.mouse.move(300, 300)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect(await at(test, 'in')).to.deep.equal([100, 100])
    expect(await test.ask(({ flows }) => flows.canUndo)).to.equal(false)
  })

  it('draws a wire from an output to an input, and from an input to an output', async () => {
    await drag(page, inOutput, { x: stepInput.x - 8, y: stepInput.y + 8 })
    expect(await wires(test, 'in')).to.deep.equal([['out', 'step']])
    await drag(page, outInput, stepOutput)
    expect(await wires(test, 'step')).to.deep.equal([['out']])
  })

  it('takes the input of a node on whose body a wire is let go', async () => {
    await drag(page, lowOutput, stepBody)
    expect(await wires(test, 'sw')).to.deep.equal([['out'], ['step']])
  })

  it('asks for a node where a wire is let go on the ground', async () => {
    await drag(page, lowOutput, nowhere)
    const [[name, value] = []] = await calls(test)
    expect(name).to.equal('quickAdd')
    expect(value).to.deep.equal({ x: 700, y: 500, clientX: 700, clientY: 500, from: { node: 'sw', port: 1 } })
  })

  it('asks for a node on ctrl-click on the ground', async () => {
    await holding(page, 'Control', () => click(page, nowhere))
    expect(await calls(test)).to.deep.equal([['quickAdd', { x: 700, y: 500, clientX: 700, clientY: 500 }]])
  })

  it('selects a wire by click and removes it by Delete', async () => {
    await click(page, middleOfWire)
    expect(await selectedWires(test)).to.deep.equal(['in:0:out'])
    await page.waitForSelector('.wire-label')
    await page.keyboard.press('Delete')
    expect(await wires(test, 'in')).to.deep.equal([[]])
  })

  it('removes a node and its wires by Delete', async () => {
    await click(page, { x: 560, y: 100 })
    await page.keyboard.press('Delete')
    expect(await test.ask(({ flows }) => flows.flow('small')?.nodes.map(({ id }) => id))).to.deep.equal([
      'in',
      'step',
      'sw'
    ])
    expect(await wires(test, 'in')).to.deep.equal([[]])
  })

  it('puts a node into the wire that it is dropped on, and only there', async () => {
    await drag(page, stepBody, { x: 360, y: 140 })
    expect(await wires(test, 'in')).to.deep.equal([['out']])
    await drag(page, { x: 360, y: 140 }, { x: 360, y: 100 })
    expect(await wires(test, 'in')).to.deep.equal([['step']])
    expect(await wires(test, 'step')).to.deep.equal([['out']])
    expect(await undo(test)).to.equal('Insert a node into a wire')
  })

  it('cuts wires with an alt-drag', async () => {
    await holding(page, 'Alt', () => drag(page, { x: 340, y: 60 }, { x: 360, y: 150 }))
    expect(await wires(test, 'in')).to.deep.equal([[]])
    expect(await wires(test, 'sw')).to.deep.equal([['out'], []])
  })

  it('opens a node by double-click and presses its button', async () => {
    await page.mouse.dblclick(stepBody.x, stepBody.y)
    await page.click('[data-node=in] .node-press')
    expect(await calls(test)).to.deep.equal([
      ['open', 'step'],
      ['press', 'in']
    ])
  })

  it('scrolls with the wheel, pans with the middle button and with the space bar', async () => {
    const origin = () => test.ask(({ canvas }) => [canvas.overview.seen.x, canvas.overview.seen.y])
    await page.mouse.move(nowhere.x, nowhere.y)
    await page.mouse.wheel(30, 50)
    await test.until(({ canvas }) => canvas.overview.seen.y === 50)
    await page.mouse.down({ button: 'middle' })
    await page.mouse.move(nowhere.x + 30, nowhere.y + 50)
    await page.mouse.up({ button: 'middle' })
    expect((await origin()).map(Math.abs)).to.deep.equal([0, 0])
    await holding(page, ' ', () => drag(page, stepBody, { x: 340, y: 190 }))
    expect(await origin()).to.deep.equal([20, 10])
    expect(await at(test, 'step')).to.deep.equal([300, 200])
  })

  it('scrolls while a node is held at the edge of the view', async () => {
    await page.mouse.move(stepBody.x, stepBody.y)
    await page.mouse.down()
    await page.mouse.move(795, 200)
    await test.until(({ canvas }) => canvas.overview.seen.x > 100)
    await page.mouse.up()
    expect((await at(test, 'step'))?.[0]).to.be.greaterThan(800)
  })

  it('moves a group by its name', async () => {
    await test.ask(({ flows }) =>
      flows.edit('Group', [
        { op: 'flow:change', id: 'small', change: { groups: [{ id: 'g', name: 'Pair', members: ['in', 'step'] }] } }
      ])
    )
    await drag(page, { x: 120, y: 55 }, { x: 160, y: 95 })
    expect([await at(test, 'in'), await at(test, 'step')]).to.deep.equal([
      [140, 140],
      [340, 240]
    ])
    expect(await at(test, 'out')).to.deep.equal([500, 100])
  })

  it('zooms at the pointer, and from far has no element but still finds its nodes', async () => {
    await page.mouse.move(stepBody.x, stepBody.y)
    await holding(page, 'Control', () => page.mouse.wheel(0, 500))
    await test.until(({ canvas }) => canvas.zoom < 0.45)
    await page.waitForSelector('.flow-node', { state: 'detached' })
    await click(page, stepBody)
    expect(await selected(test)).to.deep.equal(['step'])
    await test.ask(({ canvas }) => canvas.setZoom(1))
    await page.waitForSelector('.flow-node')
  })

  it('mounts only what is seen, whatever the size of the flow', async () => {
    await test.ask(({ selection }) => selection.show('large'))
    await page.waitForSelector('[data-node=n0]')
    await test.until(({ canvas }) => canvas.overview.nodes.length === 3000)
    expect(await page.locator('.flow-node').count()).to.be.lessThan(100)
    await test.ask(({ canvas }) => canvas.reveal('n2999'))
    await page.waitForSelector('[data-node=n2999].is-revealed')
    expect(await page.locator('[data-node=n0]').count()).to.equal(0)
  })

  it('follows edits made elsewhere, and forgets what is gone', async () => {
    await test.ask(({ selection }) => selection.set(['step']))
    await test.ask(({ flows }) =>
      flows.edit('Elsewhere', [
        { op: 'node:remove', flow: 'small', id: 'step' },
        { op: 'node:change', flow: 'small', id: 'in', change: { name: 'Renamed' } }
      ])
    )
    await page.waitForSelector('[data-node=step]', { state: 'detached' })
    await page.getByText('Renamed', { exact: true }).waitFor()
    expect(await selected(test)).to.deep.equal([])
    await page.waitForSelector('[data-node=in] .node-mark.is-changed')
  })

  it('makes a node where one is dropped, and wires one that was asked for', async () => {
    expect(await test.ask(({ canvas }) => canvas.drop('step', 900, 300))).to.equal(undefined)
    const dropped = await test.ask(({ canvas }) => canvas.drop('step', 611, 409) ?? '')
    expect(await at(test, dropped)).to.deep.equal([560, 400])
    const placed = await test.ask(({ canvas }) => canvas.place('debug', 300, 420, { node: 'sw', port: 1 }))
    expect(await wires(test, 'sw')).to.deep.equal([['out'], [placed]])
    expect(await selected(test)).to.deep.equal([placed])
  })

  it('puts a dropped node into the wire below it', async () => {
    const dropped = await test.ask(({ canvas }) => canvas.drop('step', 350, 100) ?? '')
    expect(await wires(test, 'in')).to.deep.equal([[dropped]])
    expect(await wires(test, dropped)).to.deep.equal([['out']])
  })

  it('shows states: status, problems, waiting messages and what flows', async () => {
    await test.ask(({ canvas }) => {
      const counts = { address: 'small/in', received: 0, failed: 0, waiting: 0 }
      canvas.setStatuses(new Map([['small/out', { address: 'small/out', text: 'all well', level: 'ok', at: 0 }]]))
      canvas.setProblems(new Map([['step', ['topic is missing']]]))
      canvas.setCounts(new Map([['small/out', { ...counts, sent: [], waiting: 1284 }]]))
    })
    await page.waitForSelector('[data-node=out] .node-status.level-ok')
    await page.waitForSelector('[data-node=step] .node-mark.is-invalid')
    expect(await page.locator('[data-node=out] .node-waiting').textContent()).to.include('1,284')
    const spoken = await page.locator('[data-node=out]').getAttribute('aria-label')
    expect(spoken).to.equal('out, debug, all well, 1284 messages wait here, 2 wires in')
  })

  it('shows the last message of the wire under the pointer', async () => {
    await page.mouse.move(middleOfWire.x, middleOfWire.y)
    await page.getByText('"in"').waitFor()
    await page.mouse.move(nowhere.x, nowhere.y)
    await page.locator('.last-message').waitFor({ state: 'hidden' })
  })

  it('shows a place of the minimap that is pressed', async () => {
    await test.ask(({ canvas, createMinimap }) => {
      const element = document.createElement('div')
      element.style.cssText = 'position:fixed;right:0;bottom:0;width:160px;height:100px'
      document.body.append(element)
      createMinimap(element, canvas)
    })
    await page.mouse.click(641, 501)
    await test.until(({ canvas }) => canvas.overview.seen.x < -100)
  })

  describe('with the keyboard', () => {
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.node)
    beforeEach(() => test.ask(({ canvas }) => canvas.focus()))

    it('goes through the nodes in reading order and out again', async () => {
      const order: (string | undefined)[] = []
      for (let i = 0; i < 4; i++) {
        await page.keyboard.press('Tab')
        order.push(await focused())
      }
      expect(order).to.deep.equal(['in', 'out', 'step', 'sw'])
      await page.keyboard.press('Shift+Tab')
      expect(await focused()).to.equal('step')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.closest('.flow-canvas'))).to.equal(null)
    })

    it('goes to the neighbour in the direction of an arrow', async () => {
      await page.keyboard.press('Tab')
      await page.keyboard.press('ArrowRight')
      expect(await focused()).to.equal('out')
      await page.keyboard.press('ArrowDown')
      expect(await focused()).to.equal('step')
    })

    it('opens, selects, nudges and deletes the focused node', async () => {
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      expect(await calls(test)).to.deep.equal([['open', 'in']])
      await page.keyboard.press(' ')
      expect(await selected(test)).to.deep.equal(['in'])
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Shift+ArrowDown')
      expect(await at(test, 'in')).to.deep.equal([120, 200])
      await page.keyboard.press('Delete')
      expect(await test.ask(({ flows }) => flows.node('small', 'in'))).to.equal(undefined)
    })

    it('draws a wire: W, an arrow to the target, Enter', async () => {
      await test.ask(({ selection }) => selection.clear())
      await page.keyboard.press('Tab')
      await page.keyboard.press('w')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      expect(await wires(test, 'in')).to.deep.equal([['out', 'step']])
      await page.keyboard.press('w')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Enter')
      expect(await wires(test, 'in')).to.deep.equal([['out', 'step']])
    })

    it('keeps the focused node mounted, also from far', async () => {
      await page.keyboard.press('Tab')
      await test.ask(({ canvas }) => canvas.setZoom(0.2))
      await page.waitForSelector('[data-node=out]', { state: 'detached' })
      expect(await focused()).to.equal('in')
    })
  })
})
