/**
 * `npm run bench -- GROUP [--json]`: ours and the peer in one run, on the same Node, in turns. Prints a table, or with
 * --json only the rows. A ratio above 1 means that Millrace is better.
 */
import { parseArgs } from 'node:util'
import { compare, type Row } from './compare.ts'
import { groups } from './group.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' }
  }
})
const group = groups[positionals[0] ?? '']
if (group === undefined) {
  console.error(
    `Name a group: npm run bench -- ${Object.keys(groups).join(' | ')} [--json] [--seconds 2] [--rounds 3] [--only part-of-a-name]`
  )
  process.exit(2)
}

const say = (line: string) => {
  if (!values.json) console.log(line)
}
await group.prepare?.(say)
const rows: Row[] = []
for (const one of group.measurements.filter(({ name }) => name.includes(values.only))) {
  say(`${one.name} ...`)
  rows.push(await compare(one, { seconds: Number(values.seconds), rounds: Number(values.rounds) }))
}
if (values.json) console.log(JSON.stringify(rows))
else {
  const columns = rows.map(({ case: name, millrace, peer, ratio, unit }) => [
    name,
    { millrace, [group.peer]: peer, ratio, unit }
  ])
  console.table(Object.fromEntries(columns))
}
