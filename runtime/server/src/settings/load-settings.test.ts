import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { settingsHelp } from './help.ts'
import { loadSettings } from './load-settings.ts'
import { matchesPassword } from './password.ts'

const withFile = (settings: object | string) => {
  const dataDir = temporaryFolder()
  const text = typeof settings === 'string' ? settings : JSON.stringify(settings)
  writeFileSync(join(dataDir, 'millrace.config.json'), text)
  return dataDir
}

const failure = async (promise: Promise<unknown>): Promise<Error & { code?: string }> =>
  promise.then(
    () => new Error('did not fail'),
    error => error
  )

describe('settings', () => {
  it('are the defaults when nobody says otherwise', async () => {
    const settings = await loadSettings({ dataDir: temporaryFolder() })
    expect(settings).to.include({ host: '127.0.0.1', port: 1880, trustProxy: false, acknowledgeOnArrival: false })
    expect(settings.password).to.equal(undefined)
  })

  it('come from the command line before the environment before the file', async () => {
    const dataDir = withFile({ port: 1, host: 'file', path: '/file' })
    const env = { MILLRACE_PORT: '2', MILLRACE_HOST: 'env', MILLRACE_MAX_IN_FLIGHT: '' }
    const settings = await loadSettings({ dataDir, env, argv: ['--port', '3'] })
    expect(settings).to.include({ port: 3, host: 'env', path: '/file', maxInFlight: 1000 })
  })

  it('are written on the command line in every usual way', async () => {
    const argv = ['--port=5', '--trust-proxy', '--no-acknowledge-on-arrival', '--plugins', 'a,b', '--plugins=c']
    const settings = await loadSettings({ dataDir: temporaryFolder(), argv })
    expect(settings).to.deep.include({
      port: 5,
      trustProxy: true,
      acknowledgeOnArrival: false,
      plugins: ['a', 'b', 'c']
    })
  })

  for (const [what, sources, message] of [
    ['an unknown option', { argv: ['--prot', '1'] }, '--prot is not a setting'],
    ['an option without its value', { argv: ['--port'] }, '--port needs a value'],
    ['a wrong option', { argv: ['--port', 'x'] }, '--port must be a whole number'],
    ['a wrong variable', { env: { MILLRACE_PORT: '99999' } }, 'MILLRACE_PORT must be at most 65535'],
    ['half of HTTPS', { argv: ['--tls-cert', 'x'] }, 'both tlsCert and tlsKey']
  ] as const)
    it(`are refused with their name and place: ${what}`, async () => {
      const error = await failure(loadSettings({ dataDir: temporaryFolder(), ...sources }))
      expect(error.code).to.equal('SETTINGS_INVALID')
      expect(error.message).to.contain(message)
    })

  it('are refused when the file names none that exists, or is broken', async () => {
    const unknown = await failure(loadSettings({ dataDir: withFile({ prot: 1 }) }))
    expect(unknown.message).to.equal('prot in millrace.config.json is not a known setting.')
    const broken = await failure(loadSettings({ dataDir: withFile('{\n "port" 1 }') }))
    expect(broken.message).to.contain('millrace.config.json, line 2')
  })

  it('replace a plain password in the file by its hash, and touch nothing else there', async () => {
    const dataDir = withFile('{\n   "port": 7,   "password": "open \\"sesame\\""\n}')
    const { password } = await loadSettings({ dataDir })
    const text = readFileSync(join(dataDir, 'millrace.config.json'), 'utf8')
    expect(text).to.equal(`{\n   "port": 7,   "password": "${password}"\n}`)
    expect(await matchesPassword('open "sesame"', password as string)).to.equal(true)
    expect(await matchesPassword('open sesame', password as string)).to.equal(false)
    expect((await loadSettings({ dataDir })).password).to.equal(password)
  })

  it('explain themselves', () => {
    expect(settingsHelp()).to.match(/--max-in-flight <number> +Messages .* Default: 1000\. \[MILLRACE_MAX_IN_FLIGHT\]/)
  })
})
