import assert from 'node:assert/strict'
import type { Bench } from '../bench.ts'
import type { Check } from '../check.ts'
import { startLoad } from '../load.ts'

/** The far side goes and comes back; so do we. */
export const reconnecting: readonly Check[] = [
  {
    name: 'hears again when the far side was stopped and started, and settles what was under way',
    needs: ['receives', 'stops', 'redelivers', 'keepsWhileAway'],
    async run(bench) {
      const { promise: done, resolve: finish } = Promise.withResolvers<void>()
      const running = await bench.start({ shape: 'hear', handle: () => done })
      await bench.send('under way')
      await running.hears(['under way'])
      await bench.far.stop?.()
      await running.failed()
      finish()
      await bench.far.start?.()
      await bench.send('sent after it started')
      await running.hears(['sent after it started'])
      await bench.acknowledged()
    }
  },
  {
    name: 'sends what was published while the far side was stopped',
    needs: ['sends', 'stops'],
    async run(bench) {
      const running = await bench.start({ shape: 'send' })
      await bench.far.stop?.()
      await running.failed()
      await running.emit('one', 'two')
      await bench.far.start?.()
      await bench.received(['one', 'two'])
      await bench.until('the messages done', () => running.runtime.balance().done === 2)
    }
  },
  {
    name: 'loses nothing when connections break under load',
    needs: ['receives', 'sends', 'redelivers', 'keepsWhileAway', 'severs'],
    async run(bench) {
      const running = await bench.start({ shape: 'carry' })
      const load = startLoad(bench, running.through)
      for (let i = 0; i < 3; i++) {
        await load.progress(15)
        await breakLine(bench, running)
      }
      const sent = await load.end()
      await bench.received(sent)
      await bench.acknowledged()
      assert.equal(running.runtime.balance().deadLetters, 0)
    }
  },
  {
    name: 'gives what was kept for it to its flow, though the flow starts after the connection',
    needs: ['receives', 'redelivers', 'keepsWhileAway'],
    async run(bench) {
      const first = await bench.start({ shape: 'hear' })
      await first.stop()
      const kept = ['kept-1', 'kept-2', 'kept-3']
      await bench.send(...kept)
      const second = await bench.start({ shape: 'hear', plugin: startingLate(bench) })
      await second.hears(kept)
      await bench.acknowledged()
    }
  },
  {
    name: 'hears, once enabled again, what was sent while it was disabled',
    needs: ['receives', 'keepsWhileAway'],
    async run(bench) {
      const running = await bench.start({ shape: 'hear' })
      await running.save({ enabled: false })
      assert.equal(running.status().state, 'disabled')
      await bench.send('sent while disabled')
      assert.deepEqual(running.bodies(), [])
      await running.save({ enabled: true })
      await running.connected()
      await running.hears(['sent while disabled'])
      await bench.acknowledged()
    }
  },
  {
    name: 'sends, once enabled again, what waited while it was disabled',
    needs: ['sends'],
    async run(bench) {
      const running = await bench.start({ shape: 'send' })
      await running.save({ enabled: false })
      assert.equal(running.status().state, 'disabled')
      await running.emit('published while disabled')
      await bench.until('it waiting to be sent', () => running.runtime.connections()[0]?.waiting === 1)
      await running.save({ enabled: true })
      await bench.received(['published while disabled'])
    }
  }
]

/** Severs the connection, and waits until it is back. */
export const breakLine = async (bench: Bench, running: Awaited<ReturnType<Bench['start']>>): Promise<void> => {
  const before = running.statuses.length
  await bench.far.sever?.()
  await bench.until('the connection lost', () => running.statuses.length > before)
  await running.connected()
}

/** Milliseconds: time for an integration to let go of what has no owner yet. */
const LATE = 100

/** The plugin, with triggers that take a while to start. */
const startingLate = ({ setup: { plugin } }: Bench) => ({
  ...plugin,
  contributes: plugin.contributes.map(definition =>
    definition.kind === 'trigger'
      ? {
          ...definition,
          async start(context: Parameters<typeof definition.start>[0]) {
            await new Promise(resolve => setTimeout(resolve, LATE))
            await definition.start(context)
          }
        }
      : definition
  )
})
