import { writeSync } from 'node:fs'
import type { Entry, Journal } from '@millrace/engine'
import { sqliteJournal } from './sqlite-journal.ts'

/** Says that every message is safe as soon as it is asked: what the test must find out. */
const hasty = (journal: Journal): Pick<Journal, 'append' | 'remove'> => ({
  append: async entry => void journal.append(entry),
  remove: async id => void journal.remove(id)
})

const entry = (n: number): Entry => ({
  id: `e${n}`,
  flow: 'f1',
  node: 'n1',
  message: { _msgid: `m${n}`, payload: String(n).repeat(n % 500) },
  tries: 0,
  at: n
})

const [, , dir = '', kind = '', first = '0', count = '0'] = process.argv
const durable = await sqliteJournal({ dir })
const journal = kind === 'hasty' ? hasty(durable) : durable
let told = 0
const tell = (fact: string): void => {
  writeSync(1, `${fact}\n`)
  if (++told === Number(count)) process.kill(process.pid, 'SIGKILL')
}

const live = async (n: number): Promise<void> => {
  await journal.append(entry(n))
  tell(`kept e${n}`)
  if (n % 3 !== 0) return
  tell(`ending e${n}`)
  await journal.remove(`e${n}`)
  tell(`ended e${n}`)
}

for (let n = Number(first); ; n++) {
  void live(n)
  if (n % 20 === 0) await new Promise(resolve => setImmediate(resolve))
}
