import { createRuntime } from '@millrace/engine'
import { createSandbox } from '@millrace/sandbox'
import { expect } from 'chai'
import { demoFlow } from './demo.ts'
import { firstPartyPlugins } from './first-party-plugins.ts'

describe('the demo flow', () => {
  it('sorts the readings of a boiler by heat and shows them under the nodes', async () => {
    const runtime = createRuntime({ plugins: firstPartyPlugins, flows: [demoFlow], sandbox: createSandbox() })
    const nodes = ['alarm', 'watch', 'normal']
    const shown = new Map<string, number>()
    const { promise: allShown, resolve } = Promise.withResolvers<void>()
    runtime.on('status', ({ address, text }) => {
      const [, node = ''] = address.split('/')
      if (!nodes.includes(node)) return
      expect(text).to.match(/^\d\d\.\d °C$/)
      shown.set(node, Number.parseFloat(text))
      if (shown.size === nodes.length) resolve()
      else void runtime.press('demo/boiler')
    })
    await runtime.start()
    expect(runtime.problems([demoFlow])).to.deep.equal([])
    await runtime.press('demo/boiler')
    await allShown
    await runtime.stop()
    expect(shown.get('alarm')).to.be.within(80, 90)
    expect(shown.get('watch')).to.be.within(60, 80)
    expect(shown.get('normal')).to.be.within(45, 60)
  })
})
