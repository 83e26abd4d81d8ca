/** A foreign application: an Express app of its own that runs two Millrace runtimes beside its own routes, and then ends. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createRuntime, type Flow } from '@millrace/engine'
import core from '@millrace/nodes'
import { defineNode, definePlugin, defineTrigger, type Outgoing, t } from '@millrace/sdk'
import express from 'express'

/** What the application adds to the palette: its orders come in, and its answers go out. */
const shop = (answers: unknown[]) => {
  const doors: ((message: Outgoing) => Promise<void>)[] = []
  const orders = defineTrigger({
    type: 'shop/order',
    title: 'Order',
    description: 'An order was placed.',
    category: 'common',
    config: t.Object({}),
    start: ({ emit }) => void doors.push(message => new Promise((ack, nack) => void emit(message, { ack, nack })))
  })
  const answer = defineNode({
    type: 'shop/answer',
    title: 'Answer',
    description: 'Keeps the answer.',
    category: 'common',
    outputs: 0,
    config: t.Object({}),
    create: () => message => void answers.push(message.payload)
  })
  return {
    plugin: definePlugin({ name: 'shop', contributes: [orders, answer] }),
    place: (message: Outgoing) => doors[0]?.(message)
  }
}

const flow = (unit: string): Flow => ({
  format: 1,
  id: 'orders',
  name: 'Orders',
  nodes: [
    { id: 'in', type: 'shop/order', at: [0, 0], wires: [['set']] },
    {
      id: 'set',
      type: 'core/change',
      at: [0, 0],
      wires: [['out']],
      config: {
        rules: [{ action: 'set', target: { type: 'msg', value: 'payload.unit' }, to: { type: 'str', value: unit } }]
      }
    },
    { id: 'out', type: 'shop/answer', at: [0, 0], wires: [] }
  ]
})

const tenants = ['kg', 'lb'].map(unit => {
  const answers: unknown[] = []
  const { plugin, place } = shop(answers)
  return { answers, place, runtime: createRuntime({ plugins: [core, plugin], flows: [flow(unit)] }) }
})
await Promise.all(tenants.map(({ runtime }) => runtime.start()))

const app = express()
app.use(express.json())
app.get('/hello', (_request, response) => void response.send('the app’s own'))
app.post('/orders/:tenant', async (request, response) => {
  const tenant = tenants[Number(request.params.tenant)]
  await tenant?.place({ payload: request.body })
  response.json(tenant?.answers)
})
const server = app.listen(0, '127.0.0.1')
await once(server, 'listening')
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const order = async (tenant: number) =>
  (
    await fetch(`${url}/orders/${tenant}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"amount":5}'
    })
  ).json()

const result = {
  hello: await (await fetch(`${url}/hello`)).text(),
  first: await order(0),
  second: await order(1),
  balances: tenants.map(({ runtime }) => runtime.balance().done)
}
await Promise.all(tenants.map(({ runtime }) => runtime.stop()))
server.close()
server.closeAllConnections()
console.log(JSON.stringify(result))
