import { expect } from 'chai'
import { until } from '../servers/until.ts'
import { type Hostile, hostile } from './hostile.ts'
import { testedServer } from './tested-server.ts'

for (const [group, cases] of Object.entries(hostile))
  describe(`a server whose functions run into ${group}`, function () {
    this.timeout(60_000)
    let server: Awaited<ReturnType<typeof testedServer>>
    before(async () => {
      server = await testedServer(cases)
    })
    beforeEach(() => goOn('code'))
    after(() => server.stop())

    /** Waits until flows have answered that were asked after this was called. */
    const goOn = async (which: 'plain' | 'code') => {
      const before = server.beats[which]
      await until(() => server.beats[which] >= before + 2)
    }

    cases.forEach(({ name, fails, says }: Hostile, at) => {
      it(`stays alive, delivers for others and names the culprit: ${name}`, async () => {
        const { failed, plain } = server.beats
        expect((await server.post(at, '{}')).status).to.equal(202)
        await until(async () => (await server.letters(`case${at}`)).length > 0)
        expect(server.beats.plain, 'others were served meanwhile').to.be.greaterThan(plain)
        await goOn('plain')
        await goOn('code')
        expect(server.isAlive(), 'the same process').to.equal(true)
        expect(server.beats.failed, 'no request was broken off').to.equal(failed)
        const [letter, ...more] = await server.letters(`case${at}`)
        expect(more).to.deep.equal([])
        expect(letter?.error).to.include({ node: 'culprit' })
        expect(letter?.error.code).to.be.oneOf(fails)
        expect(letter?.error.message).to.match(says)
      })
    })
  })
