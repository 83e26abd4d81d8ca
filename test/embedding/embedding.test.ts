import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'

describe('embedding', () => {
  it('runs two runtimes in a foreign Express app beside its own routes, and leaves no handle open', async () => {
    const app = fileURLToPath(new URL('app.fixture.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@millrace/source', app])
    expect(JSON.parse(stdout)).to.deep.equal({
      hello: 'the app’s own',
      first: [{ amount: 5, unit: 'kg' }],
      second: [{ amount: 5, unit: 'lb' }],
      balances: [1, 1]
    })
  }).timeout(20_000)
})
