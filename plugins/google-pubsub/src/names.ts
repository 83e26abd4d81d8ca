import { createHash } from 'node:crypto'

/** What Pub/Sub takes as the last part of a name. */
export const namePattern = '^(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}$'

/** The same, or a full name such as `projects/acme/topics/telemetry`. */
export const resourcePattern = (kind: 'topics' | 'subscriptions'): string =>
  `^(projects/[^/\\s]+/${kind}/)?(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}$`

/** The full name of a topic or a subscription; one that is full already may lie in another project. */
export const fullName = (project: string, kind: 'topics' | 'subscriptions', name: string): string =>
  name.includes('/') ? name : `projects/${project}/${kind}/${name}`

/** The last part of a full name, as people write it. */
export const shortName = (name: string): string => name.slice(name.lastIndexOf('/') + 1)

/**
 * The name of the subscription through which a trigger hears a topic: the same over restarts and deploys, and another one
 * where `settings` differ that a subscription cannot change.
 */
export const subscriptionName = (prefix: string, owner: string, topic: string, settings: object): string => {
  const digest = createHash('sha256')
    .update(JSON.stringify([owner, topic, settings]))
    .digest('hex')
    .slice(0, 12)
  return [prefix, slug(owner), slug(shortName(topic)), digest].join('-')
}

const slug = (text: string): string => text.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 60)
