import type { SubscriptionOptions } from '@google-cloud/pubsub'
import type { Clients } from './clients.ts'
import type { Hear, Intake } from './intake.ts'
import type { Wish } from './wish.ts'

/** One subscription that a trigger hears, or heard until a moment ago. */
export interface Entry {
  readonly wish: Wish
  readonly intake: Intake
  readonly options: SubscriptionOptions
  /** Made with settings that its trigger has no more: heard until it is empty. */
  readonly former: boolean
  hear: Hear | undefined
  opening?: Promise<void>
  timer?: NodeJS.Timeout
}

/** Two triggers may hear one subscription that people made: then each has a stream of its own. */
export const keyOf = ({ owner, subscription }: Wish): string => `${owner} ${subscription}`

/** Milliseconds between sending acknowledgements: short, because messages on lease bound what else is given out. */
const ACK_DELAY = 10

export const streamOptions = (
  { maxMessages, maxExtension }: Wish,
  { Duration }: Clients['sdk']
): SubscriptionOptions => ({
  flowControl: { maxMessages, allowExcessMessages: false },
  // with several streams, messages that wait for slow flows are on lease too long and come twice
  streamingOptions: { maxStreams: 1 },
  batching: { maxMilliseconds: ACK_DELAY },
  maxExtensionTime: Duration.from({ minutes: maxExtension })
})

/** Milliseconds that flows have to finish when the connection is replaced; the SDK keeps one second for giving back. */
const PATIENCE = 2000

/** How streams end: flows are given a moment, unless nothing can come of it. */
export const closeOptions = (
  { SubscriptionCloseBehaviors, Duration }: Clients['sdk'],
  { patient, broken }: { readonly patient: boolean; readonly broken: boolean }
): Pick<SubscriptionOptions, 'closeOptions'> => ({
  closeOptions: {
    behavior:
      patient && !broken ? SubscriptionCloseBehaviors.WaitForProcessing : SubscriptionCloseBehaviors.NackImmediately,
    timeout: Duration.from({ milliseconds: broken ? 1 : PATIENCE })
  }
})
