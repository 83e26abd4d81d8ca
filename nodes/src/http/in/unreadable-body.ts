/** The body is not what its headers say, or not what can be read here; the message is for the client. */
export class UnreadableBody extends Error {
  readonly status: number

  constructor(message: string, status = 400) {
    super(message)
    this.status = status
  }
}
