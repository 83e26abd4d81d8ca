/** `npm run test:crash -- --rounds N`: the crash test for as long as one likes. Exits with 1 when a message was lost. */
import { parseArgs } from 'node:util'
import { killRun } from './kill-run.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } })
let [killed, lost, duplicates, unacknowledged] = [0, 0, 0, 0]
for (let round = 1; round <= Number(values.rounds); round++) {
  const result = await killRun({ messages: 1000, kills: 5 })
  killed += result.kills
  lost += result.lost
  duplicates += result.duplicates
  unacknowledged += result.unacknowledged
  console.log(
    `round ${round}: ${killed} kills, ${lost} lost, ${duplicates} came twice of ${unacknowledged} un-acknowledged`
  )
}
process.exitCode = lost > 0 ? 1 : 0
