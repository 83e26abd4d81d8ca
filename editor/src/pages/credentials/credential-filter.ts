import type { CredentialView } from '@millrace/server/protocol'

export interface CredentialFilter {
  /** Found in name, description and the title of the type. */
  readonly search: string
  readonly type: string | undefined
  /** `unused`: nothing refers to it; `ending`: something in it ends soon or has ended. */
  readonly only: 'unused' | 'ending' | undefined
}

export interface ListedCredential {
  readonly view: CredentialView
  /** What its type is called. */
  readonly title: string
}

export const filterCredentials = (
  listed: readonly ListedCredential[],
  { search, type, only }: CredentialFilter
): readonly ListedCredential[] => {
  const text = search.trim().toLowerCase()
  return listed.filter(
    ({ view, title }) =>
      (type === undefined || view.credential.type === type) &&
      (only === undefined || isOnly(view, only)) &&
      `${view.credential.name} ${title} ${view.credential.description ?? ''}`.toLowerCase().includes(text)
  )
}

export const isOnly = ({ uses, expiries }: CredentialView, only: 'unused' | 'ending'): boolean =>
  only === 'unused' ? uses.length === 0 : expiries.length > 0
