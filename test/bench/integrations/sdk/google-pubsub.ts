/**
 * Google's client with its defaults: up to 1,000 messages under way, published in batches of 100 or after 10 ms; each is
 * acknowledged when the service has confirmed what was published, and acknowledgements go in batches too.
 */
import { PubSub } from '@google-cloud/pubsub'
import { givenAccess } from '../access.ts'

const { port } = givenAccess<'google-pubsub'>()
const pubsub = new PubSub({ projectId: 'bench', apiEndpoint: `127.0.0.1:${port}`, emulatorMode: true })
const topic = pubsub.topic('target')

pubsub.subscription('source').on('message', async message => {
  await topic.publishMessage({ data: message.data })
  message.ack()
})
