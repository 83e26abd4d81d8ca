/**
 * `npm run bench -- GROUP [--json]`: ours and the peer in one run, on the same Node, in turns. Prints a table, or with
 * --json only the rows. A ratio above 1 means that Millrace is better.
 */
import { parseArgs } from 'node:util'
import { compare, type Row } from './compare.ts'
import { deliveryMeasurements } from './delivery/measurements.ts'
import { engineCases } from './engine/cases.ts'
import { hosted } from './hosted.ts'
import type { Measurement } from './measurement.ts'
import { installNodeRed } from './node-red/install.ts'
import { sandboxCases } from './sandbox/cases.ts'

const groups: Readonly<Record<string, readonly Measurement[]>> = {
  engine: engineCases.map(hosted),
  sandbox: sandboxCases.map(hosted),
  delivery: deliveryMeasurements
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' }
  }
})
const cases = groups[positionals[0] ?? '']
if (cases === undefined) {
  console.error(
    `Name a group: npm run bench -- ${Object.keys(groups).join(' | ')} [--json] [--seconds 2] [--rounds 3] [--only part-of-a-name]`
  )
  process.exit(2)
}

const say = (line: string) => {
  if (!values.json) console.log(line)
}
await installNodeRed(say)
const rows: Row[] = []
for (const one of cases.filter(({ name }) => name.includes(values.only))) {
  say(`${one.name} ...`)
  rows.push(await compare(one, { seconds: Number(values.seconds), rounds: Number(values.rounds) }))
}
if (values.json) console.log(JSON.stringify(rows))
else
  console.table(
    Object.fromEntries(
      rows.map(row => [row.case, { millrace: row.millrace, 'Node-RED': row.nodeRed, ratio: row.ratio, unit: row.unit }])
    )
  )
