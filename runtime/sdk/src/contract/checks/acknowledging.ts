import assert from 'node:assert/strict'
import type { Check } from '../check.ts'
import { refusingJournal } from '../refusing-journal.ts'
import { breakLine } from './reconnecting.ts'

/** When the source is told that a message is done, and what comes again when it was not. */
export const acknowledging: readonly Check[] = [
  {
    name: 'acknowledges a message when the flow is done with it, not before',
    needs: ['receives', 'showsUnacknowledged'],
    async run(bench) {
      const { promise: done, resolve: finish } = Promise.withResolvers<void>()
      const running = await bench.start({ shape: 'hear', handle: () => done })
      // one after the other: an acknowledgement of the first, if there were one, is at the source before the last arrives
      for (const body of ['one', 'two', 'three']) {
        await bench.send(body)
        await running.hears([body])
      }
      assert.equal(await bench.unacknowledged(), 3, 'the source must hold what the flow is still busy with')
      finish()
      await bench.acknowledged()
    }
  },
  {
    name: 'gives a message back that failed and that the journal does not take, and takes it again',
    needs: ['receives', 'redelivers', 'refuses'],
    async run(bench) {
      const tried = new Map<unknown, number>()
      const running = await bench.start({
        shape: 'hear',
        journal: refusingJournal(),
        handle({ payload }) {
          const tries = (tried.get(payload) ?? 0) + 1
          tried.set(payload, tries)
          if (payload === 'refused' && tries === 1) throw new Error('fails once')
        }
      })
      await bench.send('refused', 'other')
      await running.hears(['refused', 'other'])
      await bench.until('the refused message again', () => (tried.get('refused') ?? 0) > 1)
      await bench.acknowledged()
    }
  },
  {
    name: 'settles what was under way when the connection broke',
    needs: ['receives', 'redelivers', 'severs'],
    async run(bench) {
      const { promise: done, resolve: finish } = Promise.withResolvers<void>()
      const running = await bench.start({ shape: 'hear', handle: () => done })
      await bench.send('held')
      await running.hears(['held'])
      await breakLine(bench, running)
      finish()
      await bench.send('after')
      await running.hears(['after'])
      await bench.acknowledged()
    }
  },
  {
    name: 'hears again, in the next runtime, what the one before it did not finish',
    needs: ['receives', 'redelivers'],
    async run(bench) {
      const first = await bench.start({ shape: 'hear', handle: () => new Promise(() => {}) })
      await bench.send('one', 'two')
      await first.hears(['one', 'two'])
      await first.stop()
      const second = await bench.start({ shape: 'hear' })
      await second.hears(['one', 'two'])
      await bench.acknowledged()
    }
  },
  {
    name: 'leaves retries to the source when told so',
    needs: ['receives', 'redelivers', 'retriesAtSource'],
    async run(bench) {
      let tries = 0
      const running = await bench.start({
        shape: 'hear',
        trigger: bench.place.retryingTrigger,
        attempts: 1,
        handle() {
          if (++tries === 1) throw new Error('fails once')
        }
      })
      await bench.send('again')
      await bench.until('the message again', () => tries > 1)
      await bench.acknowledged()
      assert.equal(running.runtime.balance().deadLetters, 0)
    }
  }
]
