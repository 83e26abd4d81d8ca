import { FlowError } from '@millrace/sdk'
import type { CredentialUse } from '../protocol.ts'

/** A credential cannot go while something uses it. */
export class InUseError extends FlowError {
  readonly uses: readonly CredentialUse[]

  constructor(name: string, uses: readonly CredentialUse[]) {
    const users = uses.map(use => (use.flow ? `${use.name} in ${use.flow.name}` : use.name))
    super(
      'CREDENTIAL_IN_USE',
      `${name} is used by ${users.join(', ')}. Let them use another, or remove it all the same.`
    )
    this.uses = uses
  }
}
