import { createRuntime, type FlowProblem } from '@millrace/engine'
import { createSandbox } from '@millrace/sandbox'
import { flowEnv } from './environment.ts'
import type { FileProblem, FlowFile } from './flow-file.ts'
import { readSurroundings } from './surroundings.ts'

/** Everything that is wrong with these files, in their order. Files of one data folder are checked together. */
export const findProblems = async (files: readonly FlowFile[]): Promise<readonly FileProblem[]> => {
  const groups = Map.groupBy(files, ({ dataDir, path }) => dataDir ?? path)
  const found = await Promise.all([...groups.values()].map(deployProblems))
  const byFile = Map.groupBy(found.flat(), ({ file }) => file)
  return files.flatMap(({ path, problems }) => [...problems, ...(byFile.get(path) ?? [])])
}

/** What a deploy of these files would find; those that are no flows are left out. */
const deployProblems = async (files: readonly FlowFile[]): Promise<readonly FileProblem[]> => {
  const dataDir = files[0]?.dataDir
  const secret = () => 'not needed to check a flow'
  const runtime = createRuntime({
    ...(await readSurroundings(dataDir, { secrets: false })),
    secret,
    sandbox: createSandbox(),
    env: flowEnv
  })
  try {
    return files.flatMap((file, i) => [
      ...(file.flow ? runtime.problems([file.flow]).map(problem => place(problem, file)) : []),
      ...twinProblems(file, files.slice(0, i))
    ])
  } finally {
    await runtime.stop()
  }
}

const twinProblems = (file: FlowFile, before: readonly FlowFile[]): FileProblem[] => {
  const twin = file.flow && before.find(({ flow }) => flow?.id === file.flow?.id)
  if (!twin) return []
  const message = `is the id of the flow in ${twin.path} too`
  return [{ file: file.path, line: file.lineOf('/id'), severity: 'error', pointer: '/id', message }]
}

const place = (problem: FlowProblem, file: FlowFile): FileProblem => {
  const { path, message, node, severity } = problem
  const index = file.flow?.nodes.findIndex(({ id }) => id === node) ?? -1
  const pointer = index < 0 || path.startsWith('/nodes/') ? path : `/nodes/${index}${path}`
  return {
    file: file.path,
    line: file.lineOf(pointer),
    severity: isUnknowable(problem, file) ? 'warning' : severity,
    ...(node !== undefined && { node }),
    pointer,
    message
  }
}

/** A flow outside a data folder may name an integration that only its later place knows. */
const isUnknowable = ({ path, node }: FlowProblem, { dataDir, flow }: FlowFile): boolean =>
  dataDir === undefined &&
  path === '/integration' &&
  flow?.nodes.find(({ id }) => id === node)?.integration !== undefined
