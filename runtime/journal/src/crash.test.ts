import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { sqliteJournal } from './sqlite-journal.ts'

type Kind = 'durable' | 'hasty'
const fixture = fileURLToPath(new URL('crash.fixture.ts', import.meta.url))

/** Runs a process that appends and removes, and dies by SIGKILL: by its own hand after so many facts, or by ours. */
const runAndKill = async (dir: string, kind: Kind, first: number, die: { own: number } | { ours: number }) => {
  const own = 'own' in die ? die.own : 0
  const args = [...process.execArgv, fixture, dir, kind, String(first), String(own)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const facts: string[] = []
  for await (const fact of createInterface({ input: child.stdout })) {
    facts.push(fact)
    if ('ours' in die && facts.length === die.ours) child.kill('SIGKILL')
  }
  return facts
}

const factsOf = (facts: readonly string[], what: string): Set<string> =>
  new Set(facts.filter(fact => fact.startsWith(`${what} `)).map(fact => fact.slice(what.length + 1)))

/** Kills one process after another on the same journal; tells what was lost and what came back, by each one's word. */
const crashes = async (dir: string, kind: Kind, rounds: number) => {
  const lost: string[] = []
  const undone: string[] = []
  let kept = 0
  for (let round = 0; round < rounds; round++) {
    const facts = 20 + Math.floor(Math.random() * 400)
    const told = await runAndKill(dir, kind, round * 1_000_000, round % 2 ? { own: facts } : { ours: facts })
    const journal = await sqliteJournal({ dir })
    const recovered = await journal.recover()
    const ids = new Set(recovered.map(({ id }) => id))
    const ending = factsOf(told, 'ending')
    for (const id of factsOf(told, 'kept')) {
      kept++
      if (!ids.has(id) && !ending.has(id)) lost.push(id)
    }
    for (const id of factsOf(told, 'ended')) if (ids.has(id)) undone.push(id)
    for (const { id, message } of recovered) {
      const n = Number(id.slice(1))
      expect(message).to.deep.equal({ _msgid: `m${n}`, payload: String(n).repeat(n % 500) })
    }
    await Promise.all([...ids].map(id => journal.remove(id)))
    await journal.close()
  }
  return { kept, lost, undone }
}

describe('a journal whose process is killed', function () {
  this.timeout(60_000)
  let dir: string
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'millrace-crash-'))
  })
  afterEach(() => rm(dir, { recursive: true }))

  it('recovers everything that it said was kept, and nothing that it said was removed', async () => {
    const { kept, lost, undone } = await crashes(dir, 'durable', 6)
    expect(kept).to.be.greaterThan(0)
    expect(lost).to.deep.equal([])
    expect(undone).to.deep.equal([])
  })

  it('is caught by this test when it answers before it has written', async () => {
    const { lost } = await crashes(dir, 'hasty', 2)
    expect(lost).to.not.deep.equal([])
  })
})
