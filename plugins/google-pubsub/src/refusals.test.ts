import { FlowError, RejectedError, RetryError } from '@millrace/sdk'
import { expect } from 'chai'
import { explainConnection, explainPublish } from './refusals.ts'
import { rpc } from './status-codes.ts'

const answer = (code: number, details = 'details') => Object.assign(new Error(details), { code, details })

describe('what Pub/Sub refuses', () => {
  it('is given up where no second try will change it, and tried again otherwise', () => {
    const { NOT_FOUND, PERMISSION_DENIED, INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE } = rpc
    for (const code of [NOT_FOUND, PERMISSION_DENIED, INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE])
      expect(explainPublish(answer(code), 'telemetry')).to.be.instanceOf(RejectedError)
    for (const code of [rpc.UNAVAILABLE, rpc.DEADLINE_EXCEEDED, rpc.CANCELLED])
      expect(explainPublish(answer(code), 'telemetry')).to.include({ code: 'INTEGRATION_AWAY' })
    expect(explainPublish(answer(13), 'telemetry')).to.include({ code: 'PUBLISH_REFUSED' })
  })

  it('is waited for where a quota is used up', () => {
    expect(explainPublish(answer(rpc.RESOURCE_EXHAUSTED), 'telemetry'))
      .to.be.instanceOf(RetryError)
      .and.to.have.property('wait', 2000)
  })

  it('is said in words that say what to do', () => {
    const says = (code: number, details: string) =>
      explainConnection(answer(code, details), 'far:443', 'm@acme').message
    expect(says(rpc.UNAVAILABLE, 'Last error: connect ECONNREFUSED')).to.include('nothing listens on far:443')
    expect(says(rpc.UNAVAILABLE, 'Name resolution failed')).to.include('no address was found for far:443')
    expect(says(rpc.UNAVAILABLE, 'self-signed certificate')).to.include('is not who it should be')
    expect(says(rpc.DEADLINE_EXCEEDED, 'Deadline exceeded')).to.include('did not answer in time')
    expect(says(rpc.UNAUTHENTICATED, 'invalid')).to.include('does not let m@acme in')
    const known = new FlowError('LOGIN_REFUSED', 'said already')
    expect(explainConnection(known, 'far:443', 'm@acme')).to.equal(known)
  })
})
