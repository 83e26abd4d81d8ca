/**
 * A stand-in in a process of its own, which shares its thread with neither side: `serve.ts BROKER COUNT`. Says how it is
 * reached when COUNT messages are in its source, and how many have reached its target each time that it is asked.
 */
import type { Broker } from './access.ts'
import type { StandIn } from './stand-in.ts'
import { sqsStandIn } from './stand-ins/amazon-sqs.ts'
import { eventHubsStandIn } from './stand-ins/azure-event-hubs.ts'
import { pubsubStandIn } from './stand-ins/google-pubsub.ts'
import { mqttStandIn } from './stand-ins/mqtt.ts'

const standIns: { readonly [B in Broker]: () => Promise<StandIn<B>> } = {
  mqtt: mqttStandIn,
  'amazon-sqs': sqsStandIn,
  'google-pubsub': pubsubStandIn,
  'azure-event-hubs': eventHubsStandIn
}

const BYTES = 200

const [, , broker, count] = process.argv
const standIn = await standIns[broker as Broker]()
await standIn.fill(Number(count), 'x'.repeat(BYTES))
process.on('message', async () => process.send?.(await standIn.passed()))
process.once('disconnect', () => standIn.close().finally(() => process.exit(0)))
process.send?.(standIn.access)
