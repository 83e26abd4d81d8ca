/** True, or the reason why not: the suite prints the reason as a pending test, so that every gap is seen. */
export type Ability = true | string

/**
 * What an integration and its far side can do. It is said for each counterpart, because a stand-in can be stopped and a
 * cloud cannot. A check that needs something which is not there is pending, with the reason given here.
 */
export interface Abilities {
  /** There is a trigger. */
  readonly receives: Ability
  /** There is an output. */
  readonly sends: Ability
  /** The source sends again what was not acknowledged, at the latest to the next connection. */
  readonly redelivers: Ability
  /** What is refused (`nack`) comes again without a reconnect. */
  readonly refuses: Ability
  /** Once it has been connected, the source keeps for it what is sent while it is away. */
  readonly keepsWhileAway: Ability
  /** The number of messages that the source still holds can be asked for: `Place.unacknowledged`. */
  readonly showsUnacknowledged: Ability
  /** Messages of one key arrive in the order in which they were sent: `Place.send` takes a key. */
  readonly ordersByKey: Ability
  /** The trigger can leave retries to the source: `Place.retryingTrigger`. */
  readonly retriesAtSource: Ability
  /** The trigger can be told to take JSON, and what is none is malformed: `Place.decodingTrigger`. */
  readonly decodes: Ability
  /** Someone who may not come in is turned away: `Counterpart.wrongCredentials`. */
  readonly authenticates: Ability
  /** Single permissions can be taken away: `Counterpart.permissions`. */
  readonly permits: Ability
  /** Something that the config names may not be there: `Counterpart.missing`. */
  readonly misses: Ability
  /** The far side refuses bodies above a size: `Counterpart.largest`. */
  readonly boundsSize: Ability
  /** The far side can be stopped and started: `Counterpart.stop` and `start`. */
  readonly stops: Ability
  /** Connections can be severed: `Counterpart.sever`. */
  readonly severs: Ability
}
