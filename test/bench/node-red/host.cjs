// Node-RED's side of one measurement: its runtime without editor, a source that keeps a window of messages under way.
const { createRequire } = require('node:module')
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs')
const { createServer } = require('node:http')
const { tmpdir } = require('node:os')
const { join } = require('node:path')

const RED = createRequire(join(__dirname, '../../../.bench/node-red/package.json'))('node-red')

/** Messages under way at the same time, as many as our trigger may have. */
const WINDOW = 1000

process.once('message', async ({ payload, nodeRed, sinks, seconds }) => {
  const userDir = mkdtempSync(join(tmpdir(), 'bench-node-red-'))
  const bench = { received: 0, source: undefined }
  globalThis.bench = bench
  writeFileSync(join(userDir, 'flows.json'), JSON.stringify(nodeRed.flow))
  const settings = {
    userDir,
    flowFile: 'flows.json',
    nodesDir: join(__dirname, 'nodes'),
    httpNodeRoot: false,
    disableEditor: true
  }
  const started = new Promise(resolve => RED.events.once('flows:started', resolve))
  RED.init(createServer(), { ...settings, logging: { console: { level: 'off' } } })
  await RED.start()
  await started
  const copy = typeof payload === 'object' ? () => ({ ...payload }) : () => payload
  let sent = 0
  const pump = async until => {
    for (;;) {
      while (sent - bench.received / sinks < WINDOW) {
        bench.source.send({ topic: 'plant/7', payload: copy() })
        sent++
      }
      await new Promise(setImmediate)
      if (performance.now() > until) return
    }
  }
  await pump(performance.now() + 1000)
  const [before, began, used] = [bench.received, performance.now(), process.cpuUsage()]
  await pump(began + seconds * 1000)
  const done = (bench.received - before) / sinks
  const { user, system } = process.cpuUsage(used)
  const found = { rate: done / ((performance.now() - began) / 1000), cpu: (user + system) / done }
  await RED.stop()
  rmSync(userDir, { recursive: true, force: true })
  process.send(found, () => process.exit(0))
})
