import assert from 'node:assert/strict'
import type { Check } from '../check.ts'

const numbered = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}-${i}`)

/** Messages in and out, when nothing goes wrong. */
export const carrying: readonly Check[] = [
  {
    name: 'receives what is sent from outside, each message once',
    needs: ['receives'],
    async run(bench) {
      const running = await bench.start({ shape: 'hear' })
      await bench.send('one', 'two', 'three')
      await running.hears(['one', 'two', 'three'])
      await bench.acknowledged()
      assert.deepEqual(running.bodies().toSorted(), ['one', 'three', 'two'])
    }
  },
  {
    name: 'keeps the order of messages with the same key',
    needs: ['receives', 'ordersByKey'],
    async run(bench) {
      const running = await bench.start({ shape: 'hear' })
      const [a, b] = [numbered('a', 10), numbered('b', 10)]
      await Promise.all([bench.place.send?.(a, { key: 'a' }), bench.place.send?.(b, { key: 'b' })])
      await running.hears([...a, ...b])
      const of = (key: string) => running.bodies().filter(body => body.startsWith(key))
      assert.deepEqual([of('a'), of('b')], [a, b])
    }
  },
  {
    name: 'sends what the flow sends, each message once',
    needs: ['sends'],
    async run(bench) {
      const running = await bench.start({ shape: 'send' })
      await running.emit('one', 'two', 'three')
      await bench.received(['one', 'two', 'three'])
      assert.deepEqual([...((await bench.place.received?.()) ?? [])].toSorted(), ['one', 'three', 'two'])
      await bench.until('the messages done', () => running.runtime.balance().done === 3)
    }
  },
  {
    name: 'carries messages through a flow from end to end',
    needs: ['receives', 'sends'],
    async run(bench) {
      const running = await bench.start({ shape: 'carry' })
      const bodies = numbered('carried', 50)
      await bench.send(...bodies)
      await bench.received(bodies)
      await bench.acknowledged()
      assert.equal(running.runtime.balance().deadLetters, 0)
    }
  }
]
