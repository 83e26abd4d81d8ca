import type { Clients } from './clients.ts'
import { shortName } from './names.ts'
import { holds, missing } from './permissions.ts'
import { explainSubscription } from './refusals.ts'
import { codeOf, rpc } from './status-codes.ts'
import type { Making, Wish } from './wish.ts'

export interface SubscribeOptions {
  readonly subscriber: Clients['subscriber']
  /** Milliseconds for an answer. */
  readonly timeout: number
  /** Who we are, for people. */
  readonly account: string
}

/** What a topic is called of which only subscriptions are left. */
const DELETED = '_deleted-topic_'

/** Sees to it that the subscription is there and that we may hear it. Rejects with SUBSCRIBE_REFUSED and what to do. */
export const subscribe = async (wish: Wish, options: SubscribeOptions): Promise<void> => {
  const { subscription, topic, making } = wish
  try {
    if (topic !== undefined && making !== undefined) await make(subscription, topic, making, options)
    await assertMayConsume(subscription, options)
  } catch (error) {
    throw explainSubscription(error as Error, subscription, topic === undefined ? undefined : shortName(topic))
  }
}

const make = async (name: string, topic: string, making: Making, options: SubscribeOptions): Promise<void> => {
  if (await made(name, topic, making, options)) return
  if (!(await isOrphan(name, options))) return
  await unsubscribe(name, options)
  await made(name, topic, making, options)
}

/** Whether there was none before. */
const made = async (
  name: string,
  topic: string,
  making: Making,
  { subscriber, timeout }: SubscribeOptions
): Promise<boolean> => {
  try {
    await subscriber.createSubscription({ name, topic, ...making }, { timeout, retry: null })
    return true
  } catch (error) {
    if (codeOf(error) === rpc.ALREADY_EXISTS) return false
    throw error
  }
}

/** Whether its topic was deleted: it never hears anything again, not even from a new topic of the same name. */
const isOrphan = async (subscription: string, { subscriber, timeout }: SubscribeOptions): Promise<boolean> => {
  try {
    const [found] = await subscriber.getSubscription({ subscription }, { timeout, retry: null })
    return found.topic === DELETED
  } catch (error) {
    if (codeOf(error) === rpc.PERMISSION_DENIED) return false
    throw error
  }
}

const assertMayConsume = async (
  subscription: string,
  { subscriber, timeout, account }: SubscribeOptions
): Promise<void> => {
  const permission = 'pubsub.subscriptions.consume'
  if ((await holds(subscriber, subscription, permission, timeout)) === 'missing')
    throw missing(permission, shortName(subscription), account)
}

/** Removes a subscription, if it is still there. */
export const unsubscribe = async (
  subscription: string,
  { subscriber, timeout }: Pick<SubscribeOptions, 'subscriber' | 'timeout'>
): Promise<void> => {
  try {
    await subscriber.deleteSubscription({ subscription }, { timeout, retry: null })
  } catch (error) {
    if (codeOf(error) !== rpc.NOT_FOUND) throw error
  }
}
