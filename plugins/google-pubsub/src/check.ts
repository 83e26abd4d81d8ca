import { randomBytes } from 'node:crypto'
import { type ConnectContext, FlowError } from '@millrace/sdk'
import type { ProjectConfig } from './config.ts'
import { fullName, shortName } from './names.ts'
import { holds, missing } from './permissions.ts'
import type { Project } from './project.ts'
import { codeOf, detailsOf, rpc } from './status-codes.ts'
import { unsubscribe } from './subscribe.ts'

/** Seconds after which Google itself removes a subscription of a test that could not be removed. */
const DAY = 86_400

/** What the Test button does after connecting: a stage for each permission, on the topics that the integration names. */
export const checkProject = async (
  project: Project,
  { config, stage }: Pick<ConnectContext<ProjectConfig>, 'config' | 'stage'>
): Promise<string> => {
  const { id, topics: named } = project.parts
  const listed = await stage('list topics', () => listTopics(project), describeList)
  const topics = named.length > 0 ? named : (listed ?? []).slice(0, 1)
  if (topics.length === 0) return `Connected to ${id}. Name a topic here to have the permissions on it tested`
  const names = topics.map(topic => project.fullName('topics', topic))
  await stage(
    'topics',
    () => Promise.all(names.map(name => assertThere(project, name))),
    () => topics.join(', ')
  )
  if (config.use !== 'receive')
    await stage('publish', () => Promise.all(names.map(name => assertHeld(project, name, 'pubsub.topics.publish'))))
  if (config.use !== 'send') await checkReceiving(project, names, stage)
  const may = { both: 'publish to and hear', receive: 'hear', send: 'publish to' }[config.use]
  return `Connected to ${id}, and may ${may} ${topics.map(shortName).join(', ')}`
}

const listTopics = async (project: Project): Promise<readonly string[] | undefined> => {
  try {
    return (await project.topics('')).map(({ value }) => value)
  } catch (error) {
    if (codeOf(error) === rpc.PERMISSION_DENIED) return undefined
    throw error
  }
}

const describeList = (topics: readonly string[] | undefined): string =>
  topics ? `${topics.length} found` : 'not allowed, so none can be offered: roles/pubsub.viewer would do'

const assertThere = async ({ parts: { clients, timeout, id } }: Project, topic: string): Promise<void> => {
  try {
    await clients.publisher.getTopic({ topic }, { timeout, retry: null })
  } catch (error) {
    if (codeOf(error) === rpc.PERMISSION_DENIED) return
    if (codeOf(error) !== rpc.NOT_FOUND) throw error
    throw new FlowError(
      'SUBSCRIBE_REFUSED',
      `there is no topic ${shortName(topic)} in ${id}: make it in Google Cloud, or correct its name`
    )
  }
}

const assertHeld = async (project: Project, resource: string, permission: string): Promise<void> => {
  const { clients, timeout, account } = project.parts
  const client = resource.includes('/topics/') ? clients.publisher : clients.subscriber
  if ((await holds(client, resource, permission, timeout)) === 'missing')
    throw missing(permission, shortName(resource), account)
}

/** Makes a subscription of its own and removes it again: nothing else tells whether we may. */
const checkReceiving = async (
  project: Project,
  topics: readonly string[],
  stage: ConnectContext<ProjectConfig>['stage']
): Promise<void> => {
  const { clients, timeout, id, subscriptionPrefix, account } = project.parts
  const [topic = ''] = topics
  const name = fullName(id, 'subscriptions', `${subscriptionPrefix}-test-${randomBytes(4).toString('hex')}`)
  await stage('attach', () =>
    Promise.all(topics.map(each => assertHeld(project, each, 'pubsub.topics.attachSubscription')))
  )
  await stage('create subscription', async () => {
    const lives = { expirationPolicy: { ttl: { seconds: DAY } }, messageRetentionDuration: { seconds: 600 } }
    await refusing(clients.subscriber.createSubscription({ name, topic, ...lives }, { timeout, retry: null }), () =>
      missing('pubsub.subscriptions.create', id, account)
    )
  })
  try {
    await stage('consume', () => assertHeld(project, name, 'pubsub.subscriptions.consume'))
  } catch (error) {
    await unsubscribe(name, { subscriber: clients.subscriber, timeout }).catch(() => {})
    throw error
  }
  await stage('delete subscription', () =>
    refusing(unsubscribe(name, { subscriber: clients.subscriber, timeout }), () =>
      missing('pubsub.subscriptions.delete', id, account)
    )
  )
}

/** What is forbidden is said in our words. */
const refusing = async (call: Promise<unknown>, refusal: () => Error): Promise<void> => {
  try {
    await call
  } catch (error) {
    if (codeOf(error) === rpc.PERMISSION_DENIED) throw refusal()
    throw new FlowError('SUBSCRIBE_REFUSED', detailsOf(error), { cause: error })
  }
}
