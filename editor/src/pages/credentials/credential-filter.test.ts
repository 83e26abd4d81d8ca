import type { CredentialView, ExpiryWarning } from '@millrace/server/protocol'
import { expect } from 'chai'
import { type CredentialFilter, filterCredentials } from './credential-filter.ts'

const view = (name: string, type: string, change: Partial<CredentialView> = {}): CredentialView => ({
  credential: { id: name, type, name, config: {} },
  uses: [{ kind: 'integration', id: 'i', name: 'Queue', path: '/credential' }],
  expiries: [],
  ...change
})
const ending: ExpiryWarning = {
  kind: 'credential',
  id: 'c',
  name: 'c',
  path: '/token',
  what: 'it',
  at: 0,
  state: 'soon'
}
const listed = [
  { view: view('Plant', 'aws'), title: 'AWS' },
  { view: view('Old', 'aws', { uses: [] }), title: 'AWS' },
  { view: view('API', 'http', { expiries: [ending] }), title: 'HTTP' }
]
const found = (filter: Partial<CredentialFilter>) =>
  filterCredentials(listed, { search: '', type: undefined, only: undefined, ...filter }).map(
    ({ view: { credential } }) => credential.name
  )

describe('Q12 the list of credentials', () => {
  it('is narrowed by text and by type', () => {
    expect(found({ search: 'aws' })).to.deep.equal(['Plant', 'Old'])
    expect(found({ type: 'http' })).to.deep.equal(['API'])
  })
  it('shows those that nothing uses, and those that end soon', () => {
    expect(found({ only: 'unused' })).to.deep.equal(['Old'])
    expect(found({ only: 'ending' })).to.deep.equal(['API'])
  })
})
