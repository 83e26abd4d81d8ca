import { FlowError } from '@millrace/sdk'

/** Throws when the body of a PUT names another id than its address. */
export const refuseOtherId = (named: string | undefined, sent: string): void => {
  if (named !== sent)
    throw new FlowError('CONFIG_INVALID', `The body has the id ${sent}, and the address names ${named}.`)
}
