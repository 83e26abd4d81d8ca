import { type Keywords, type Problem, t } from '@millrace/sdk'

/** Queue URLs that name their region: AWS itself, its VPC and dual-stack endpoints, and LocalStack, which copies them. */
export const NAMES_REGION =
  '^https?://(?:[\\w-]+\\.)?(?:sqs(?:-fips)?\\.([a-z]{2}(?:-[a-z]+)+-\\d)|([a-z]{2}(?:-[a-z]+)+-\\d)\\.queue)\\.(?:vpce\\.)?(?:amazonaws\\.com(?:\\.cn)?|api\\.aws|localhost\\.localstack\\.cloud)[:/]'

/** The form hides the field while the URL is empty or names a region itself. */
export const whenRegionUnknown = { url: { not: `^$|${NAMES_REGION}` } }

export interface QueueUrl {
  readonly url: string
  /** Where requests go. */
  readonly origin: string
  readonly name: string
  readonly fifo: boolean
  /** As far as the URL says it. */
  readonly region: string | undefined
}

/** Takes the URL of a queue apart; undefined when it is none. */
export const parseQueueUrl = (url: string): QueueUrl | undefined => {
  if (!URL.canParse(url)) return undefined
  const { origin, protocol, pathname } = new URL(url)
  const name = pathname.split('/').at(-1) ?? ''
  if (!/^https?:$/.test(protocol) || name === '') return undefined
  const found = new RegExp(NAMES_REGION).exec(url)
  return { url, origin, name, fifo: name.endsWith('.fifo'), region: found?.[1] ?? found?.[2] }
}

/** The field for the URL of a queue. */
export const queueUrlField = (description: string, more: Keywords = {}) =>
  t.text({
    ...more,
    title: 'Queue URL',
    description,
    minLength: 1,
    maxLength: 256,
    pattern: '^https?://[^/\\s]+/\\S+$',
    examples: ['https://sqs.eu-central-1.amazonaws.com/123456789012/orders', '{{globals.queue}}'],
    address: true
  })

/** What is wrong with a URL that the pattern of its field lets through. */
export const urlProblems = (url: string, path: string): Problem[] =>
  url.includes('{{') || parseQueueUrl(url) ? [] : [{ path, message: 'must end with the name of the queue' }]
