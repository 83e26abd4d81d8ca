import { ConfigError, defineIntegration, FlowError } from '@millrace/sdk'
import { accessOf } from './access.ts'
import { openClients } from './clients.ts'
import { hubConfig } from './config.ts'
import { isMissing } from './errors.ts'
import { hubExpiry } from './expiry.ts'
import { hubHelp } from './help.ts'
import { Hub } from './hub.ts'
import { hubPresets } from './presets.ts'
import { startProbe } from './probe.ts'
import { hubProblems } from './problems.ts'
import { reach } from './reach.ts'
import { signIn } from './sign-in.ts'
import { tryListening } from './try-listening.ts'

export const eventHub = defineIntegration({
  type: 'azure-event-hubs/hub',
  title: 'Azure Event Hubs',
  description: 'An event hub: hear the events of its partitions, and send to it.',
  help: hubHelp,
  icon: 'waves',
  category: 'queue',
  chooseWhen: 'you need streams of many events in Azure that several programs read, each at its own pace',
  config: hubConfig,
  presets: hubPresets,
  stages: ['resolve', 'connect', 'TLS', 'authenticate', 'event hub', 'consumer group', 'listen', 'send'],
  limits: { bytes: 1_048_576 },
  limitPresets: [
    {
      title: 'One throughput unit',
      limits: { rate: { messages: 1000, per: 'second' }, bytes: 1_048_576 }
    },
    { title: 'Basic tier', limits: { rate: { messages: 1000, per: 'second' }, bytes: 262_144 } }
  ],

  problems: hubProblems,
  expires: hubExpiry,

  async connect(context) {
    const { config, defer, limits, lost } = context
    const problems = hubProblems(config)
    if (problems.length > 0) throw new ConfigError(problems)
    const access = accessOf(config)
    const timeout = config.timeout * 1000
    await reach(access, context, timeout)
    const clients = await openClients(access, timeout)
    const producer = clients.producer(access.eventHub, {
      lost: () => lost(new FlowError('CONNECTION_LOST', `the connection to ${access.host} ended`))
    })
    defer(() => producer.close())
    const properties = await signIn(context, { access, clients, producer })
    const group = config.consumerGroup
    const hub = new Hub({ access, clients, producer, properties, config, limits, lost })
    defer(() => hub.close())
    if (config.use !== 'send')
      await context.stage('consumer group', async () => {
        const failure = await tryListening(clients, group, properties.partitionIds[0] as string)
        if (failure && isMissing(failure)) throw hub.explain(failure, 'Listen')
        hub.listening = failure && hub.explain(failure, 'Listen')
      })
    defer(startProbe(config.probeInterval * 1000, () => hub.probe(), lost))
    return hub
  },

  async check(hub, { config, stage }) {
    const failures: FlowError[] = []
    const note = (error: FlowError): void => void failures.push(error)
    if (config.use !== 'send') await stage('listen', () => hub.assertListening()).catch(note)
    if (config.use !== 'receive') await stage('send', () => hub.assertSending()).catch(note)
    const [first] = failures
    if (first) throw new FlowError(first.code, failures.map(({ message }) => message).join('; '), { cause: first })
    const may = { both: 'listen and send', receive: 'listen', send: 'send' }[config.use]
    return `Connected to ${hub.identity.eventHub} with ${hub.partitions.length} partitions, and may ${may}`
  }
})
