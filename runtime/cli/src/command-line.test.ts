import { expect } from 'chai'
import { millrace } from './millrace.fixture.ts'
import { version } from './version.ts'

describe('millrace', function () {
  this.timeout(60_000)

  it('tells its commands, also when it is given none', async () => {
    const [asked, bare] = await Promise.all([millrace(['--help']), millrace([])])
    for (const name of ['start', 'run FILE', 'validate FILE...', 'init [DIR]']) expect(asked.out).to.contain(name)
    expect(asked.code).to.equal(0)
    expect(bare).to.deep.equal(asked)
  })

  it('tells its version, to people and to programs', async () => {
    const [plain, json] = await Promise.all([millrace(['--version']), millrace(['--version', '--json'])])
    expect(plain).to.deep.equal({ code: 0, out: `${version()}\n`, err: '' })
    expect(JSON.parse(json.out)).to.deep.equal({ millrace: version(), node: process.versions.node })
  })

  it('tells the options of a command', async () => {
    const { code, out } = await millrace(['validate', '--help'])
    expect(code).to.equal(0)
    expect(out).to.contain('Usage: millrace validate FILE... [--json]')
  })

  it('ends with 2 when the command line is wrong', async () => {
    const [command, option, missing, json] = await Promise.all([
      millrace(['strat']),
      millrace(['validate', '--colour']),
      millrace(['validate']),
      millrace(['strat', '--json'])
    ])
    expect(command).to.include({ code: 2, out: '' })
    expect(command.err).to.contain('has no command strat')
    expect(option).to.include({ code: 2, out: '' })
    expect(option.err).to.contain("Unknown option '--colour'").and.to.contain('Run millrace validate --help')
    expect(missing).to.include({ code: 2 })
    expect(JSON.parse(json.out).error.code).to.equal('USAGE')
  })
})
