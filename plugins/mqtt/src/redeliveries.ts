import { createHash } from 'node:crypto'
import type { Log, Storage } from '@millrace/sdk'
import type { IPublishPacket } from 'mqtt'

/** What is known about a message that its broker may send again on another connection of the same session. */
interface Remembered {
  readonly hash: string
  /** The id it was given when it first came. */
  readonly id: string
  /** It is journaled or done: when it comes again it is acknowledged and nothing else. */
  readonly safe: boolean
}

/**
 * Recognises messages that a broker sends again. MQTT gives a message no id of its own: all there is is a packet id that
 * is used over and over, and the mark that this is a repetition (DUP). So a repetition with the packet id, topic and
 * payload of a message that was not settled when the connection ended is that message. What a crash left no record of is
 * taken for new. What cannot be written is logged: it costs at most a repetition, so nothing here rejects.
 */
export class Redeliveries {
  readonly #storage: Storage
  readonly #log: Log
  readonly #prefix: string
  readonly #known: Set<string>

  private constructor(storage: Storage, log: Log, prefix: string, known: readonly string[]) {
    this.#storage = storage
    this.#log = log
    this.#prefix = prefix
    this.#known = new Set(known)
  }

  static async open(storage: Storage, log: Log, name: string): Promise<Redeliveries> {
    const prefix = `message ${name} `
    return new Redeliveries(storage, log, prefix, await storage.keys(prefix))
  }

  async recall(packet: IPublishPacket): Promise<Remembered | undefined> {
    const found = (await this.#storage.get(this.#key(packet.messageId)).catch(this.#failed)) as Remembered | undefined
    return found?.hash === hashOf(packet) ? found : undefined
  }

  async remember(packet: IPublishPacket, id: string, safe: boolean): Promise<void> {
    const key = this.#key(packet.messageId)
    this.#known.add(key)
    await this.#set(key, { hash: hashOf(packet), id, safe })
  }

  /** Undefined when there was nothing to forget. */
  forget(messageId: number | undefined): Promise<void> | undefined {
    const key = this.#key(messageId)
    return this.#known.delete(key) ? this.#set(key, undefined) : undefined
  }

  /** The session is gone, and every packet id with it. */
  async forgetAll(): Promise<void> {
    const keys = [...this.#known]
    this.#known.clear()
    await Promise.all(keys.map(key => this.#set(key, undefined)))
  }

  async #set(key: string, value: Remembered | undefined): Promise<void> {
    await this.#storage.set(key, value).catch(this.#failed)
  }

  readonly #failed = (error: Error): void =>
    this.#log.warn('message of a broker not remembered', { error: error.message })

  #key(messageId: number | undefined): string {
    return `${this.#prefix}${messageId}`
  }
}

const hashOf = ({ topic, payload }: IPublishPacket): string =>
  createHash('sha256').update(topic).update('\0').update(payload).digest('base64url')
