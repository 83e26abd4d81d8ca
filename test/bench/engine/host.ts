/** Our side of one measurement, through the public door: acknowledgements, ids, counts and a debug tap are on. */
import { createRuntime, type Flow } from '@millrace/engine'
import core from '@millrace/nodes'
import { createSandbox } from '@millrace/sandbox'
import { defineNode, definePlugin, defineTrigger, type TriggerContext, t } from '@millrace/sdk'
import type { BenchCase, Found } from '../bench-case.ts'
import { openJournal } from './open-journal.ts'

const run = async ({ payload, millrace, seconds }: BenchCase & { readonly seconds: number }): Promise<Found> => {
  let context: TriggerContext<unknown, undefined> | undefined
  let acknowledged = 0
  let shown = 0
  const source = defineTrigger({
    type: 'bench/source',
    title: 'Source',
    description: 'Emits as fast as it may.',
    category: 'common',
    config: t.Object({}),
    redelivers: millrace.journal === undefined,
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
    create: () => (millrace.journal === 'written' ? message => safe.get(message._msgid)?.promise : () => {})
  })
  const safe = new Map<string, PromiseWithResolvers<void>>()
  const { journal, closeJournal } = await openJournal(millrace.journal !== undefined)
  const runtime = createRuntime({
    plugins: [core, definePlugin({ name: 'bench', contributes: [source, sink] })],
    flows: [millrace.flow as Flow],
    ...(journal && { journal }),
    ...(millrace.sandbox && { sandbox: createSandbox({ mode: millrace.sandbox }) })
  })
  runtime.on('debug', () => shown++)
  await runtime.start()
  const receipt = { ack: () => void acknowledged++, nack: () => {} }
  const copy = typeof payload === 'object' ? () => ({ ...(payload as object) }) : () => payload
  let number = 0
  /** The sink waits until this very message is on the disk. */
  const emitTraced = () => {
    const _msgid = String(number++)
    const written = Promise.withResolvers<void>()
    safe.set(_msgid, written)
    const ack = () => {
      acknowledged++
      safe.delete(_msgid)
      written.resolve()
    }
    return context?.emit({ _msgid, topic: 'plant/7', payload: copy() }, { ack, nack: ack })
  }
  const pump = async (until: number) => {
    for (let i = 0; ; i++) {
      const room =
        millrace.journal === 'written' ? emitTraced() : context?.emit({ topic: 'plant/7', payload: copy() }, receipt)
      // as on Node-RED's side, several are sent before the source looks whether there is room
      if (i % 16 === 0) await room
      if (i % 256 !== 0) continue
      await new Promise(setImmediate)
      if (performance.now() > until) return
    }
  }
  await pump(performance.now() + 1000)
  const [before, began, used] = [acknowledged, performance.now(), process.cpuUsage()]
  await pump(began + seconds * 1000)
  const done = acknowledged - before
  const { user, system } = process.cpuUsage(used)
  const found = { rate: done / ((performance.now() - began) / 1000), cpu: (user + system) / done }
  await runtime.stop()
  await closeJournal()
  return found
}

process.once('message', async work => {
  const found = await run(work as BenchCase & { readonly seconds: number })
  process.send?.(found, () => process.exit(0))
})
