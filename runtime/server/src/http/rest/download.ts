import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'

/** An answer that is a file. */
export class Download {
  readonly name: string
  readonly type: string
  readonly #stream: Readable
  readonly #release: () => Promise<void>

  constructor(file: { name: string; type: string; stream: Readable; release(): Promise<void> }) {
    this.name = file.name
    this.type = file.type
    this.#stream = file.stream
    this.#release = () => file.release()
  }

  /** Sends it, or gives it up when the client goes. */
  async send(response: Response): Promise<void> {
    response.setHeader('Content-Type', this.type)
    response.setHeader('Content-Disposition', `attachment; filename="${this.name}"`)
    try {
      await pipeline(this.#stream, response)
    } catch (error) {
      if (!response.destroyed && !response.headersSent) throw error
    } finally {
      await this.#release()
    }
  }
}
