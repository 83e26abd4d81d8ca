import { parseArguments } from '../arguments.ts'
import { type Command, exitCodes, UsageError } from '../command.ts'
import { findProblems } from '../find-problems.ts'
import { findFlowFiles, readFlowFile } from '../flow-file.ts'
import { count, problemLine } from '../show-problems.ts'

const help = `Usage: millrace validate FILE... [--json]

Checks flow files and says what a deploy would find: file, line, node and place in it. A folder stands for its
flow files. Files in the folder flows of a data folder are checked with its integrations, globals and plugins.

  --json    { "valid": ..., "files": ..., "problems": [{ "file", "line", "severity", "node", "pointer", "message" }] }

Exit codes: 0 no errors (there may be warnings), 1 errors were found, 2 the command line is wrong.`

export const validate: Command = {
  help: () => help,

  async run(argv) {
    const { values, positionals } = parseArguments(argv, { json: { type: 'boolean' } })
    if (positionals.length === 0) throw new UsageError('Name the flow files to check')
    const paths = (await Promise.all(positionals.map(findFlowFiles))).flat()
    const files = await Promise.all([...new Set(paths)].map(readFlowFile))
    const problems = await findProblems(files)
    const errors = problems.filter(({ severity }) => severity === 'error').length
    if (values.json) console.log(JSON.stringify({ valid: errors === 0, files: files.length, problems }, undefined, 2))
    else {
      for (const problem of problems) console.log(problemLine(problem))
      const found = `${count(errors, 'error')} and ${count(problems.length - errors, 'warning')}`
      console.log(`${count(files.length, 'flow file')} checked: ${problems.length === 0 ? 'no problems' : found}.`)
    }
    return errors === 0 ? exitCodes.ok : exitCodes.failed
  }
}
