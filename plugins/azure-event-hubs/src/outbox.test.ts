import type { EventData, EventDataBatch } from '@azure/event-hubs'
import { FlowError } from '@millrace/sdk'
import { expect } from 'chai'
import { failureOf, until } from './kit.test.ts'
import { Outbox, type Route } from './outbox.ts'

/** A hub that confirms a batch, or refuses it, when it is told to. */
const slowHub = () => {
  const batches: { readonly bodies: string[]; confirm(): void; refuse(): void }[] = []
  const client = {
    async createBatch() {
      const bodies: string[] = []
      return { bodies, tryAdd: ({ body }: EventData) => bodies.push(String(body)) > 0 } as unknown as EventDataBatch
    },
    sendBatch(batch: unknown) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const { bodies } = batch as { bodies: string[] }
      batches.push({ bodies, confirm: resolve, refuse: () => reject(new Error('refused')) })
      return promise
    }
  }
  const explain = ({ message }: Error) => new FlowError('PUBLISH_REFUSED', message)
  const outbox = new Outbox({ eventHub: 'hub', client: client as never, limits: {}, explain })
  return { batches, send: (body: string, route: Route = {}) => outbox.send({ body: Buffer.from(body) }, route) }
}

describe('the outbox of a hub', () => {
  it('does not wait for one batch before it sends another, where no order is kept', async () => {
    const { batches, send } = slowHub()
    const first = send('one')
    await until(() => batches.length === 1)
    const others = [send('two'), send('three')]
    await until(() => batches.length === 2)
    expect(batches.map(({ bodies }) => bodies)).to.deep.equal([['one'], ['two', 'three']])
    for (const { confirm } of batches) confirm()
    await Promise.all([first, ...others])
  })

  for (const route of [{ partitionKey: 'boiler' }, { partitionId: '0' }])
    it(`sends one batch after the other to ${Object.keys(route)[0]}, which keeps an order`, async () => {
      const { batches, send } = slowHub()
      const first = send('one', route)
      await until(() => batches.length === 1)
      const others = [send('two', route), send('three', route)]
      // time enough for another batch, as the test before shows
      const elsewhere = send('elsewhere')
      await until(() => batches.length === 2)
      batches[0]?.confirm()
      await first
      await until(() => batches.length === 3)
      for (const { confirm } of batches) confirm()
      await Promise.all([...others, elsewhere])
      expect(batches.map(({ bodies }) => bodies)).to.deep.equal([['one'], ['elsewhere'], ['two', 'three']])
    })

  it('rejects what was in a batch that was refused, and nothing else', async () => {
    const { batches, send } = slowHub()
    const first = failureOf(send('one'))
    await until(() => batches.length === 1)
    const second = failureOf(send('two'))
    batches[0]?.refuse()
    await until(() => batches.length === 2)
    batches[1]?.confirm()
    expect((await first)?.message).to.equal('refused')
    expect(await second).to.equal(undefined)
  })
})
