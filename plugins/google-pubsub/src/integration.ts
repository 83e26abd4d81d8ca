import { randomBytes } from 'node:crypto'
import { certificateExpiry } from '@millrace/plugin-cloud'
import { defineIntegration } from '@millrace/sdk'
import { watchChannel } from './channel-watch.ts'
import { checkProject } from './check.ts'
import { closeClients, GOOGLE, openClients } from './clients.ts'
import { projectConfig } from './config.ts'
import { projectHelp } from './help.ts'
import { keyOf, projectOf, signInProblems } from './key.ts'
import { MadeSubscriptions } from './made-subscriptions.ts'
import { nameProblems } from './names.ts'
import { projectPresets } from './presets.ts'
import { probe } from './probe.ts'
import { Project } from './project.ts'
import { Publisher } from './publisher.ts'
import { explainConnection } from './refusals.ts'
import { Subscriptions } from './subscriptions.ts'

export const pubsubProject = defineIntegration({
  type: 'google-pubsub/project',
  title: 'Google Pub/Sub',
  description: 'The Pub/Sub of a project of Google Cloud, for hearing topics and publishing to them.',
  help: projectHelp,
  icon: 'inbox',
  category: 'queue',
  chooseWhen: 'messages come from or go to services in Google Cloud, and each must be kept until its flow is done',
  config: projectConfig,
  presets: projectPresets,
  stages: [
    'credentials',
    'connect',
    'authenticate',
    'project',
    'list topics',
    'topics',
    'publish',
    'attach',
    'create subscription',
    'consume',
    'delete subscription'
  ],
  limitPresets: [
    { title: 'One region, small', limits: { rate: { messages: 1000, per: 'second' }, bytes: 10_000_000 } }
  ],

  problems: config => [
    ...signInProblems(config),
    ...config.topics.flatMap((topic, i) => nameProblems('topics', topic, `/topics/${i}`))
  ],
  expires: ({ ca }) => (ca ? certificateExpiry(ca, '/ca', 'the CA certificate') : []),

  async connect(context) {
    const { config, stage, defer, log, storage, limits, ready, lost, save, trial } = context
    const endpoint = config.endpoint || GOOGLE
    const key = await stage(
      'credentials',
      () => keyOf(config),
      found => found?.client_email ?? 'none are needed'
    )
    const id = projectOf(config, key)
    const account = key?.client_email ?? 'the emulator'
    const timeout = config.requestTimeout * 1000
    const clients = await openClients({ project: id, endpoint, key, ca: config.ca })
    defer(() => closeClients(clients))
    await probe({ publisher: clients.publisher, project: id, endpoint, account, timeout }, stage)

    const subscriptionPrefix = config.subscriptionPrefix || `millrace-${randomBytes(4).toString('hex')}`
    if (!config.subscriptionPrefix && !trial) await save({ subscriptionPrefix })
    let broken = false
    const gone = (error: Error) => {
      broken = true
      lost(error)
    }
    const batch = { messages: config.batchMessages, delay: config.batchDelay }
    const publisher = new Publisher({ pubsub: clients.pubsub, limits, batch })
    defer(() => publisher.close())
    const { subscriber } = clients
    const made = new MadeSubscriptions(storage)
    const subscriptions = new Subscriptions({ clients, subscriber, timeout, account, made, log, lost: gone })
    defer(() => subscriptions.close({ broken }))
    const unreachable = Object.assign(new Error('no connection'), { details: 'the connection broke' })
    defer(await watchChannel(subscriber, () => gone(explainConnection(unreachable, endpoint, account))))
    if (!trial) void ready.then(() => subscriptions.tidy())
    const { topics } = config
    return new Project({ id, account, limits, topics, subscriptionPrefix, clients, publisher, subscriptions, timeout })
  },

  check: checkProject,

  lists: {
    topics: (project, search) => project.topics(search),
    subscriptions: (project, search) => project.subscriptions(search)
  }
})
