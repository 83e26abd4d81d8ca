import { setTimeout as pause } from 'node:timers/promises'
import { startMillrace } from '../delivery/sides.ts'
import type { Measurement } from '../measurement.ts'
import type { AccessOf, Broker } from './access.ts'
import { type Counterpart, startCounterpart } from './counterpart.ts'
import { folders } from './folders.ts'
import { startSdkLoop } from './sdk-loop.ts'

/** Milliseconds between two looks at the target. */
const LOOK = 50
/** A side runs warm so many milliseconds after its first message, and when this share of all has passed. */
const WARM = { time: 3000, share: 0.15 }

/** Messages per second at the target, over so many seconds or until all have passed. */
const steady = async ({ passed }: Counterpart<Broker>, seconds: number, messages: number): Promise<number> => {
  while ((await passed()) === 0) await pause(LOOK)
  await pause(WARM.time)
  while ((await passed()) < messages * WARM.share) await pause(LOOK)
  const [before, began] = [await passed(), performance.now()]
  if (before >= messages) throw new Error(`all ${messages} messages had passed before the measurement began`)
  let now = before
  while (now < messages && performance.now() < began + seconds * 1000) {
    await pause(LOOK)
    now = await passed()
  }
  return (now - before) / ((performance.now() - began) / 1000)
}

type Start<B extends Broker> = (access: AccessOf[B]) => Promise<{ stop(): Promise<void> }>

const measured = async <B extends Broker>(broker: B, messages: number, seconds: number, start: Start<B>) => {
  const counterpart = await startCounterpart(broker, messages)
  try {
    const side = await start(counterpart.access)
    try {
      return await steady(counterpart, seconds, messages)
    } finally {
      await side.stop()
    }
  } finally {
    await counterpart.close()
  }
}

/** `messages` are more than either side gets through while it is measured. */
const through = <B extends Broker>(broker: B, name: string, messages: number): Measurement => ({
  name,
  unit: 'msg/s',
  millrace: seconds => measured(broker, messages, seconds, access => startMillrace(folders[broker](access))),
  peer: seconds => measured(broker, messages, seconds, async access => startSdkLoop(broker, access))
})

/** Trigger -> function -> output, 200 bytes a message, beside a loop that acknowledges what it has published. */
export const integrationMeasurements: readonly Measurement[] = [
  through('mqtt', 'MQTT 5, QoS 1', 200_000),
  through('amazon-sqs', 'Amazon SQS', 20_000),
  through('google-pubsub', 'Google Pub/Sub', 150_000),
  through('azure-event-hubs', 'Azure Event Hubs', 150_000)
]
