import { createHmac } from 'node:crypto'

export type Claim = 'Listen' | 'Send' | 'Manage'

/** A shared access policy. */
export interface Policy {
  readonly key: string
  readonly claims: readonly Claim[]
}

/** What a token lets its bearer do, or why it is refused. */
export type Verdict = { readonly claims: readonly Claim[] } | { readonly refused: string }

/** Judges a shared access signature as the service does: the policy's key must have signed resource and expiry. */
export const judgeSas = (token: string, policies: Readonly<Record<string, Policy>>): Verdict => {
  const fields = new URLSearchParams(token.replace(/^SharedAccessSignature /, ''))
  const policy = policies[fields.get('skn') ?? '']
  if (policy === undefined) return { refused: 'InvalidSignature: The token has an unknown key name.' }
  const signed = `${encodeURIComponent(fields.get('sr') ?? '')}\n${fields.get('se')}`
  const signature = createHmac('sha256', policy.key).update(signed).digest('base64')
  if (signature !== fields.get('sig')) return { refused: 'InvalidSignature: The token has an invalid signature.' }
  if (Number(fields.get('se')) < Date.now() / 1000) return { refused: 'ExpiredToken: The token is expired.' }
  return { claims: policy.claims }
}
