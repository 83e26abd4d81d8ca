import { expect } from 'chai'
import { killRun } from './kill-run.ts'
import { scenarios } from './scenarios/index.ts'
import { mqttOverDelay, mqttToMqtt } from './scenarios/mqtt.ts'
import { webhookToMqtt } from './scenarios/webhook.ts'

const kills = 2

describe('kill -9 of the server with messages under way', function () {
  this.timeout(120_000)

  for (const scenario of scenarios)
    it(`loses nothing: ${scenario.path}`, async () => {
      const { messages, lost, duplicates, mayRepeat, afterDeduplication } = await killRun(scenario, { kills })
      expect(messages).to.be.greaterThan(100)
      expect(lost).to.equal(0)
      expect(duplicates, 'no more than the source had not heard of and the journal held').to.be.at.most(mayRepeat)
      if (scenario.identified) expect(afterDeduplication, 'by their delivery ids').to.equal(0)
    })

  for (const scenario of [mqttToMqtt, mqttOverDelay])
    it(`loses some when messages are acknowledged on arrival (control): ${scenario.path}`, async () => {
      const { lost } = await killRun(scenario, { kills, without: 'acknowledgement when safe' })
      expect(lost).to.be.greaterThan(0)
    })

  it('loses some that were answered 202 when the journal is gone after each kill (control)', async () => {
    const { lost } = await killRun(webhookToMqtt, { kills, without: 'journal' })
    expect(lost, 'the promise of a 202 is kept by the journal alone').to.be.greaterThan(0)
  })
})

describe('SIGTERM of the server with messages under way', function () {
  this.timeout(120_000)

  for (const scenario of [mqttToMqtt, webhookToMqtt])
    it(`loses nothing and repeats nothing: ${scenario.path}`, async () => {
      const { lost, duplicates } = await killRun(scenario, { kills, signal: 'SIGTERM' })
      expect({ lost, duplicates }).to.deep.equal({ lost: 0, duplicates: 0 })
    })
})
