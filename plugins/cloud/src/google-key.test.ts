import { expect } from 'chai'
import { keyProblems, readKey } from './google-key.ts'

const key = { type: 'service_account', project_id: 'p', client_email: 'a@p.iam', private_key: 'pem' }
const told = (text: string) => keyProblems(text, '/key').map(({ path, message }) => `${path} ${message}`)

describe('the key of a service account', () => {
  it('C02 is taken as Google Cloud made it', () => {
    expect(told(JSON.stringify(key))).to.deep.equal([])
    expect(readKey(JSON.stringify(key))).to.deep.equal(key)
    const { type: _type, project_id: _project, ...least } = key
    expect(told(JSON.stringify(least))).to.deep.equal([])
  })

  it('C02 is refused when it is something else, with what it lacks', () => {
    expect(told('-----BEGIN PRIVATE KEY-----')[0]).to.contain('/key is not JSON')
    for (const text of ['null', '"text"', '7']) expect(told(text)[0], text).to.contain('is not JSON')
    expect(told(JSON.stringify({ ...key, type: 'authorized_user' }))[0]).to.contain('authorized_user')
    expect(told(JSON.stringify({ ...key, client_email: '', private_key: undefined }))[0]).to.contain(
      'lacks client_email and private_key'
    )
  })

  it('A12 C02 may be a template, of which nothing is known before it is rendered', () => {
    expect(told('{{globals.key}}')).to.deep.equal([])
  })
})
