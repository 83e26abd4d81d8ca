import type { AmqpError, Receiver, Sender } from 'rhea'
import type { Claim } from './claims.ts'
import type { Reader } from './reader.ts'

/** One connection of a client: what it may do, and the links that it has opened. */
export class Visitor {
  readonly readers = new Set<Reader>()
  /** Links to the client by the address that replies are sent to. */
  readonly replies = new Map<string, Sender>()
  readonly #granted = new Set<Claim>()

  grant(claims: readonly Claim[]): void {
    for (const claim of claims) this.#granted.add(claim)
  }

  may(claim: Claim): boolean {
    return this.#granted.has(claim) || this.#granted.has('Manage')
  }

  readerOf(link: Sender | undefined): Reader | undefined {
    return [...this.readers].find(reader => reader.link === link)
  }

  drop(link: Sender | undefined): void {
    const reader = this.readerOf(link)
    if (reader === undefined) return
    reader.close()
    this.readers.delete(reader)
  }

  leave(): void {
    for (const reader of this.readers) reader.close()
    this.readers.clear()
  }
}

/** Opens the link and closes it at once, which is how the service refuses one. */
export const refuse = (link: Sender | Receiver, condition: string, description: string): void =>
  link.close({ condition, description } as AmqpError)
