import { type BenchSetup, contractChecks, runCheck } from '@millrace/sdk/contract'
import { expect } from 'chai'
import { millrace } from './millrace.ts'
import type { Faults } from './queue/connection.ts'
import { queueCounterpart } from './queue/counterpart.ts'
import { queuePlugin } from './queue/plugin.ts'

const notHeard = /everything that was sent in the flow/
const stalled = /everything that was sent|under load/

/** By each fault the checks that must find it, and what they then say. */
const controls: Readonly<Record<keyof Faults, Readonly<Record<string, RegExp>>>> = {
  acknowledgesOnArrival: {
    'acknowledges a message when the flow is done with it, not before': /must hold what the flow is still busy with/,
    'gives a message back that failed and that the journal does not take, and takes it again': /again/,
    'hears again, in the next runtime, what the one before it did not finish': notHeard,
    'loses nothing when its process is killed under load, counted from outside': stalled
  },
  dropsBeforeReady: {
    'gives what was kept for it to its flow, though the flow starts after the connection': notHeard
  },
  dropsAtDeploy: {
    'loses nothing when a deploy changes the trigger under load': stalled
  },
  ignoresRedelivery: {
    'gives a message back that failed and that the journal does not take, and takes it again': /again/,
    'settles what was under way when the connection broke': /the source told that everything is done/,
    'hears again, in the next runtime, what the one before it did not finish': notHeard
  }
}

describe('the contract of integrations finds one that', function () {
  this.timeout(60_000)
  const counterpart = queueCounterpart()
  const checks = new Map(contractChecks({ counterpart }).map(check => [check.name, check]))
  const setup = (faults: Faults): BenchSetup => ({
    createRuntime: millrace.createRuntime,
    integration: 'queue/server',
    trigger: 'queue/take',
    output: 'queue/put',
    plugin: queuePlugin(faults),
    counterpart,
    patience: 1500,
    child: { fixture: millrace.fixture, module: new URL('queue/hasty-plugin.fixture.ts', import.meta.url) }
  })
  before(() => counterpart.open())
  after(() => counterpart.close())

  for (const [fault, found] of Object.entries(controls))
    for (const [name, says] of Object.entries(found))
      it(`${fault}: it never ${name}`, async () => {
        const check = checks.get(name)
        if (!check) throw new Error(`there is no check “${name}”`)
        const failure = await runCheck(check, setup({ [fault]: true })).catch((error: Error) => error)
        expect(failure).to.be.instanceOf(Error).with.property('message').that.matches(says)
      })
})
