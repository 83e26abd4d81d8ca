import type { Handler } from '@millrace/sdk'
import { expect } from 'chai'
import fc from 'fast-check'
import { flow, node, receipt, runtimeOf, source } from '../kit.test.ts'

/** How a node of a random graph behaves: when it is done, and whether it fails. */
interface Behaviour {
  readonly kind: 'sync' | 'async' | 'throws' | 'rejects' | 'sends twice' | 'delivers'
}

const behaviour: fc.Arbitrary<Behaviour> = fc.record({
  kind: fc.constantFrom('sync', 'async', 'throws', 'rejects', 'sends twice', 'delivers')
})

/** A graph without circles: node i has wires to later nodes only. */
const graph = fc.array(fc.record({ behaviour, wires: fc.array(fc.nat({ max: 4 }), { maxLength: 3 }) }), {
  minLength: 1,
  maxLength: 8
})

describe('the token of a message', () => {
  it('tells the source exactly once, never before the last handler is done, over any graph', async () => {
    await fc.assert(
      fc.asyncProperty(graph, async nodes => {
        let running = 0
        let heardWhileRunning = 0
        const track = (kind: Behaviour['kind']): Handler => {
          const sync: Handler = (message, out) => {
            out.send(message)
            if (kind === 'sends twice') out.send(message)
            if (kind === 'throws') throw new Error('thrown')
          }
          if (kind === 'sync' || kind === 'throws' || kind === 'sends twice') return sync
          return async (message, out) => {
            running++
            try {
              await new Promise(setImmediate)
              if (kind === 'delivers') await out.deliver(message)
              else out.send(message)
              if (kind === 'rejects') throw new Error('rejected')
            } finally {
              running--
            }
          }
        }
        const src = source('test/source', { redelivers: true })
        const definitions = nodes.map(({ behaviour: { kind } }, i) => node(`test/n${i}`, track(kind)))
        const wires = Object.fromEntries(
          nodes.map(({ wires: hops }, i) => [
            `n${i}`,
            [
              `test/n${i}`,
              hops
                .map(hop => i + 1 + hop)
                .filter(to => to < nodes.length)
                .map(to => `n${to}`)
            ] as const
          ])
        )
        const runtime = runtimeOf([src.definition, ...definitions], {
          flows: [flow({ in: ['test/source', 'n0'], ...wires })],
          settings: { retry: { attempts: 1, delay: 1, maxDelay: 1 } }
        })
        await runtime.start()
        const heard = receipt()
        const told = Promise.withResolvers<void>()
        void src.emit(1, {
          ack() {
            if (running > 0) heardWhileRunning++
            heard.ack()
            told.resolve()
          },
          nack: heard.nack
        })
        await told.promise
        await new Promise(setImmediate)
        const { arrived, done, deadLetters, onTheWay } = runtime.balance()
        await runtime.stop()
        expect(heard.told).to.deep.equal(['ack'])
        expect(heardWhileRunning).to.equal(0)
        expect([arrived, onTheWay]).to.deep.equal([1, 0])
        expect(done + deadLetters).to.equal(1)
      }),
      { numRuns: 150 }
    )
  }).timeout(30_000)
})
