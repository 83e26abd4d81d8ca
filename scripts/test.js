// Everything that `npm test` runs, one step after the other, with the time that each takes. Names of steps may be given to
// run only those: `npm test -- engine browser`.
import { spawn } from 'node:child_process'

const mocha = (...specs) => ['mocha', ...specs]
const unit = folder => mocha(`${folder}/src/**/*.test.ts`)

const steps = {
  types: ['npm', 'run', '--silent', 'check'],
  lint: ['biome', 'check', '.'],
  layering: mocha('test/layering/*.test.ts', 'test/docs/*.test.ts'),
  sdk: unit('runtime/sdk'),
  engine: unit('runtime/engine'),
  sandbox: unit('runtime/sandbox'),
  journal: unit('runtime/journal'),
  nodes: unit('nodes'),
  contract: mocha('test/contract/*.test.ts'),
  mqtt: [...unit('plugins/mqtt'), 'test/servers/*.test.ts'],
  cloud: unit('plugins/cloud'),
  pubsub: unit('plugins/google-pubsub'),
  sqs: unit('plugins/amazon-sqs'),
  // the SDK keeps a timer for ever of a connection whose server has gone, which is what most of these tests are about
  'event-hubs': [...unit('plugins/azure-event-hubs'), '--exit'],
  server: unit('runtime/server'),
  cli: unit('runtime/cli'),
  editor: unit('editor'),
  embedding: mocha('test/embedding/*.test.ts'),
  containment: mocha('test/containment/*.test.ts'),
  crash: mocha('test/crash/*.test.ts'),
  browser: ['sh', '-c', 'node scripts/build-editor.js && mocha "test/browser/**/*.test.ts"']
}

/** Steps that mostly wait, for servers that they kill and leases that end: they run beside the others, one after the other. */
const alongside = new Set(['pubsub', 'sqs', 'event-hubs'])

const run = ([command, ...args]) =>
  new Promise(resolve => {
    let output = ''
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, FORCE_COLOR: '0' } })
    const keep = chunk => {
      output += chunk
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('close', code => resolve({ code, output }))
  })

const counted = (output, word) => Number(new RegExp(`^\\s*(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0)
const seconds = since => `${((performance.now() - since) / 1000).toFixed(1)} s`

const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !(name in steps))
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}. There are: ${Object.keys(steps).join(', ')}`)
  process.exit(2)
}

const began = performance.now()
const total = { passed: 0, failed: 0 }
const runStep = async name => {
  const since = performance.now()
  const { code, output } = await run(steps[name])
  const passed = counted(output, 'passing')
  const failed = counted(output, 'failing')
  total.passed += passed
  total.failed += code === 0 ? failed : Math.max(1, failed)
  console.log(
    `${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(10)} ${seconds(since).padStart(8)}${passed ? `  ${passed} tests` : ''}`
  )
  if (code !== 0) console.log(output)
}

const names = wanted.length > 0 ? wanted : Object.keys(steps)
const inTurn = async lane => {
  for (const name of lane) await runStep(name)
}
await Promise.all([
  inTurn(names.filter(name => !alongside.has(name))),
  inTurn(names.filter(name => alongside.has(name)))
])
console.log(`All of it took ${seconds(began)}.`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
