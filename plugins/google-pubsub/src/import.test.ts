import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect } from 'chai'

/** The packages of Google and gRPC that a process has loaded after running this code. */
const loaded = async (code: string): Promise<string[]> => {
  const report = `
    const { createRequire, registerHooks } = await import('node:module')
    const urls = []
    registerHooks({ load: (url, context, next) => (urls.push(url), next(url, context)) })
    ${code}
    console.log(JSON.stringify([...urls, ...Object.keys(createRequire(import.meta.url).cache)]))`
  const args = ['--conditions=@millrace/source', '--input-type=module', '--eval', report]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname })
  const packages = (JSON.parse(stdout) as string[]).map(
    url => /node_modules\/(@google-cloud\/[^/]+|@grpc\/[^/]+|google-[^/]+)\//.exec(url)?.[1]
  )
  return [...new Set(packages.filter(name => name !== undefined))]
}

describe('importing the plugin', function () {
  this.timeout(30_000)

  it('loads no library of Google', async () => {
    expect(await loaded("await import('./index.ts')")).to.deep.equal([])
  })

  it('would be seen loading one (control)', async () => {
    expect(await loaded("await import('@google-cloud/pubsub')")).to.include.members([
      '@google-cloud/pubsub',
      'google-gax'
    ])
  })
})
