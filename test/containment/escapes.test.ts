import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { expect } from 'chai'
import { until } from '../servers/until.ts'
import { answeringCode } from './answering-code.ts'
import { escapes, searches } from './escapes.ts'
import { spoils } from './spoils.ts'
import { testedServer } from './tested-server.ts'

const secret = `secret-${randomUUID()}`
const broker = {
  id: 'broker',
  type: 'mqtt/broker',
  name: 'Broker',
  config: { protocol: 'mqtt', host: '127.0.0.1', port: 1, username: 'user', password: secret }
}

describe('a server whose functions look for a way out', function () {
  this.timeout(60_000)
  const all = { ...escapes, ...searches }
  const pollutions: Readonly<Record<string, string>> = {
    'an own __proto__ in a message': `{"__proto__":{"polluted":1},"a":{"__proto__":{"polluted":1}}}`,
    'constructor.prototype in a message': `{"constructor":{"prototype":{"polluted":1}}}`
  }
  const merge = `
    const into = (a, b) => { for (const k of Object.keys(b)) if (b[k] && typeof b[k] === 'object') into(a[k] ??= {}, b[k]); else a[k] = b[k]; return a }
    const made = JSON.parse('{"__proto__":{"polluted":1}}')
    into({}, msg.payload)
    into({}, made)
    return { ...msg, payload: String(({}).polluted) + Object.keys(msg.payload), made, headers: { ['__proto__']: { polluted: 1 } } }`
  const codes = [...Object.values(all).map(answeringCode), ...Object.values(pollutions).map(() => merge)]
  const statuses: number[] = []
  let dir: string
  let server: Awaited<ReturnType<typeof testedServer>>

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'millrace-secret-'))
    await writeFile(join(dir, 'secret'), secret)
    process.env.CONTAINMENT_SECRET = secret
    server = await testedServer(
      codes.map((code, at) => ({ name: `${at}`, code, answers: true, timeout: 2 })),
      [],
      [broker]
    )
    delete process.env.CONTAINMENT_SECRET
  })
  after(async () => {
    await server.stop()
    await rm(dir, { recursive: true })
  })

  const ask = async (at: number, body: string) => {
    const answer = await server.post(at, body)
    return { status: answer.status, text: await answer.text() }
  }
  const healthy = async () => {
    const before = server.beats.code
    await until(() => server.beats.code >= before + 1)
    expect(server.isAlive()).to.equal(true)
    expect(server.beats.failed).to.equal(0)
  }

  Object.keys(escapes).forEach((what, at) => {
    it(`gives none: ${what}`, async () => {
      const { status, text } = await ask(at, '{}')
      if (status === 200) expect(text).not.to.match(spoils)
      else expect(status).to.equal(500)
      statuses.push(status)
      await healthy()
    })
  })

  Object.keys(searches).forEach((what, i) => {
    it(`gives nothing away: ${what}`, async () => {
      const { text } = await ask(Object.keys(escapes).length + i, JSON.stringify({ file: join(dir, 'secret') }))
      expect(text).not.to.contain(secret)
      await healthy()
    })
  })

  Object.entries(pollutions).forEach(([what, body], i) => {
    it(`keeps prototypes clean for others: ${what}`, async () => {
      const at = Object.keys(all).length + i
      await ask(at, body)
      await healthy()
      const other = await (await fetch(new URL('code', server.url))).text()
      expect(other).to.match(/^undefined\d+$/)
      expect((await fetch(new URL('plain', server.url))).status).to.equal(200)
    })
  })

  it('had most of these run to their end (control)', () => {
    expect(statuses.filter(status => status === 200).length).to.be.greaterThan(30)
  })

  it('would let most of these out of a bare vm context (control)', () => {
    const bare = (code: string): unknown => {
      try {
        const context = { msg: { payload: {} }, node: {}, require: () => ({}), process }
        return new Script(`(function () { ${code} }).call(this)`).runInNewContext(context)
      } catch {
        return undefined
      }
    }
    const out = Object.values(escapes).filter(code => !code.includes('await') && spoils.test(String(bare(code))))
    expect(out.length).to.be.greaterThan(10)
  })
})
