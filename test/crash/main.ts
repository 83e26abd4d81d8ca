/**
 * `npm run test:crash -- --rounds N`: the crash tests for as long as one likes, or one of them with `--scenario NAME`;
 * `--signal SIGTERM` stops Millrace instead, and `--scenario pending` measures starts. Exits with 1 when a message was lost,
 * or came more often than it may.
 */
import { parseArgs } from 'node:util'
import { type KillResult, killRun } from './kill-run.ts'
import { measureStarts, PENDING } from './pending.ts'
import type { Scenario } from './scenario.ts'
import { scenarios } from './scenarios/index.ts'

const KILLS = 5

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    scenario: { type: 'string', multiple: true },
    signal: { type: 'string', default: 'SIGKILL' }
  }
})
const wanted = values.scenario ?? scenarios.map(({ name }) => name)
const names = [...scenarios.map(({ name }) => name), 'pending']
const unknown = wanted.filter(name => !names.includes(name))
if (unknown.length > 0 || (values.signal !== 'SIGKILL' && values.signal !== 'SIGTERM')) {
  console.error(`Scenarios are ${names.join(', ')}; signals are SIGKILL and SIGTERM.`)
  process.exit(2)
}
const signal = values.signal as 'SIGKILL' | 'SIGTERM'

const nothing = { messages: 0, kills: 0, lost: 0, duplicates: 0, afterDeduplication: 0, mayRepeat: 0 }

const add = (sum: KillResult, result: KillResult): KillResult => ({
  messages: sum.messages + result.messages,
  kills: sum.kills + result.kills,
  lost: sum.lost + result.lost,
  duplicates: sum.duplicates + result.duplicates,
  afterDeduplication: sum.afterDeduplication + result.afterDeduplication,
  mayRepeat: sum.mayRepeat + result.mayRepeat
})

const isWrong = ({ identified }: Scenario, result: KillResult): boolean =>
  result.lost > 0 ||
  result.duplicates > (signal === 'SIGTERM' ? 0 : result.mayRepeat) ||
  (identified && result.afterDeduplication > 0)

const run = async (scenario: Scenario): Promise<void> => {
  console.log(scenario.path)
  let sum: KillResult = nothing
  for (let round = 1; round <= Number(values.rounds); round++) {
    const result = await killRun(scenario, { kills: KILLS, signal })
    if (isWrong(scenario, result)) process.exitCode = 1
    sum = add(sum, result)
    const { messages, kills, lost, duplicates, mayRepeat, afterDeduplication } = sum
    const left = scenario.identified ? `, ${afterDeduplication} by their delivery ids` : ''
    console.log(
      `  round ${round}: ${kills} times ${signal}, ${messages} messages, ${lost} lost, ${duplicates} twice of ${mayRepeat} that might${left}`
    )
  }
}

for (const scenario of scenarios) if (wanted.includes(scenario.name)) await run(scenario)
if (wanted.includes('pending')) {
  const { empty, pending } = await measureStarts()
  const more = (pending - empty).toFixed(0)
  console.log(
    `start: ${empty.toFixed(0)} ms with an empty journal, ${pending.toFixed(0)} ms with ${PENDING} messages, ${more} ms more`
  )
}
