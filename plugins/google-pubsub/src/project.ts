import type { Limits, Option } from '@millrace/sdk'
import type { Clients } from './clients.ts'
import type { Hear } from './intake.ts'
import { fullName, shortName } from './names.ts'
import type { Publication } from './publication.ts'
import type { Publisher } from './publisher.ts'
import type { StopReason, Subscriptions } from './subscriptions.ts'
import type { Wish } from './wish.ts'

export interface ProjectParts {
  readonly id: string
  /** Who we are, for people: the account of the key. */
  readonly account: string
  readonly limits: Limits
  /** What triggers without topics of their own hear. */
  readonly topics: readonly string[]
  readonly subscriptionPrefix: string
  readonly clients: Clients
  readonly publisher: Publisher
  readonly subscriptions: Subscriptions
  /** Milliseconds for an answer. */
  readonly timeout: number
}

/** How many names a list offers. */
const MOST_OPTIONS = 200

/** A connection to the Pub/Sub of one project, as triggers and outputs see it. */
export class Project {
  readonly parts: ProjectParts

  constructor(parts: ProjectParts) {
    this.parts = parts
  }

  get limits(): Limits {
    return this.parts.limits
  }

  fullName(kind: 'topics' | 'subscriptions', name: string): string {
    return fullName(this.parts.id, kind, name)
  }

  publish(publication: Publication): Promise<string> {
    return this.parts.publisher.publish(publication)
  }

  hear(wish: Wish, hear: Hear): Promise<void> {
    return this.parts.subscriptions.hear(wish, hear)
  }

  stop(hear: Hear, why: StopReason): Promise<void> {
    return this.parts.subscriptions.stop(hear, why)
  }

  async topics(search: string): Promise<readonly Option[]> {
    const { clients, timeout, id } = this.parts
    const [found] = await clients.publisher.listTopics({ project: `projects/${id}` }, { timeout })
    return options(found, search)
  }

  async subscriptions(search: string): Promise<readonly Option[]> {
    const { clients, timeout, id } = this.parts
    const [found] = await clients.subscriber.listSubscriptions({ project: `projects/${id}` }, { timeout })
    return options(found, search)
  }
}

const options = (found: readonly { readonly name?: string | null }[], search: string): Option[] =>
  found
    .map(({ name }) => shortName(name ?? ''))
    .filter(name => name.toLowerCase().includes(search.toLowerCase()))
    .slice(0, MOST_OPTIONS)
    .map(value => ({ value }))
