interface Expected {
  readonly id: number
  settled: boolean
}

/** Sends acknowledgements in the order in which the messages came, as MQTT demands (4.6), whatever order they are settled in. */
export class OrderedAcks {
  readonly #send: (id: number) => void
  readonly #expected = new Set<Expected>()

  constructor(send: (id: number) => void) {
    this.#send = send
  }

  /** Takes a place in the line. What it returns is called when the message is safe. */
  expect(id: number): () => void {
    const place = { id, settled: false }
    this.#expected.add(place)
    return () => {
      place.settled = true
      this.#flush()
    }
  }

  #flush(): void {
    for (const place of this.#expected) {
      if (!place.settled) return
      this.#expected.delete(place)
      this.#send(place.id)
    }
  }
}
