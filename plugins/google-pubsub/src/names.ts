import { createHash } from 'node:crypto'
import { hasTemplate, type Problem } from '@millrace/sdk'

type Kind = 'topics' | 'subscriptions'

const lastPart = '(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}'
const resources = {
  topics: new RegExp(`^(projects/[^/\\s]+/topics/)?${lastPart}$`),
  subscriptions: new RegExp(`^(projects/[^/\\s]+/subscriptions/)?${lastPart}$`)
}

/** Whether it is the last part of a name, or a full one such as `projects/acme/topics/telemetry`. */
export const isName = (kind: Kind, text: string): boolean => resources[kind].test(text)

/** What is wrong with a name as people wrote it; with a template in it that shows later. */
export const nameProblems = (kind: Kind, text: string | undefined, path: string): readonly Problem[] =>
  !text || hasTemplate(text) || isName(kind, text) ? [] : [{ path, message: NAME }]

const NAME =
  'must have 3 to 255 letters, digits or any of - . _ ~ % +, begin with a letter and not with goog; full names begin with projects/'

/** The full name of a topic or a subscription; one that is full already may lie in another project. */
export const fullName = (project: string, kind: Kind, name: string): string =>
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
