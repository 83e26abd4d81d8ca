/** Our side of one measurement, through the public door: acknowledgements, ids, counts and a debug tap are on. */
import { createRuntime, type Flow } from '@millrace/engine'
import core from '@millrace/nodes'
import { defineNode, definePlugin, defineTrigger, type TriggerContext, t } from '@millrace/sdk'
import type { BenchCase } from '../bench-case.ts'

const run = async ({ payload, millrace, seconds }: BenchCase & { readonly seconds: number }): Promise<number> => {
  let context: TriggerContext<unknown, undefined> | undefined
  let acknowledged = 0
  let shown = 0
  const source = defineTrigger({
    type: 'bench/source',
    title: 'Source',
    description: 'Emits as fast as it may.',
    category: 'common',
    config: t.Object({}),
    redelivers: true,
    start: given => {
      context = given
    }
  })
  const sink = defineNode({
    type: 'bench/sink',
    title: 'Sink',
    description: 'Takes everything.',
    category: 'common',
    config: t.Object({}),
    outputs: 0,
    traced: false,
    create: () => () => {}
  })
  const runtime = createRuntime({
    plugins: [core, definePlugin({ name: 'bench', contributes: [source, sink] })],
    flows: [millrace.flow as Flow]
  })
  runtime.on('debug', () => shown++)
  await runtime.start()
  const receipt = { ack: () => void acknowledged++, nack: () => {} }
  const copy = typeof payload === 'object' ? () => ({ ...(payload as object) }) : () => payload
  const pump = async (until: number) => {
    for (let i = 0; ; i++) {
      const room = context?.emit({ topic: 'plant/7', payload: copy() }, receipt)
      // as on Node-RED's side, several are sent before the source looks whether there is room
      if (i % 16 === 0) await room
      if (i % 256 !== 0) continue
      await new Promise(setImmediate)
      if (performance.now() > until) return
    }
  }
  await pump(performance.now() + 1000)
  const [before, began] = [acknowledged, performance.now()]
  await pump(began + seconds * 1000)
  const rate = (acknowledged - before) / ((performance.now() - began) / 1000)
  await runtime.stop()
  return rate
}

process.once('message', async work => {
  const rate = await run(work as BenchCase & { readonly seconds: number })
  process.send?.(rate, () => process.exit(0))
})
