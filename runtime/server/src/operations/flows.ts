import { DeployError, type Flow, type FlowProblem, type Runtime, shareUnchanged } from '@millrace/engine'
import { FlowError } from '@millrace/sdk'
import type { FileChanges } from '../files/flow-folder.ts'
import { overrideProblems } from './global-problems.ts'
import type { Principal, ServerParts } from './parts.ts'
import { flowSecretProblems, sealFlows } from './seal-flows.ts'
import { pruneSecrets } from './secrets-in-use.ts'
import { GREETED } from './workspace.ts'

export interface DeployRequest {
  readonly flows: readonly Flow[]
  /** The revision that the flows were edited from; any when left out. */
  readonly base?: number
  readonly note?: string
}

export interface Deployed {
  readonly revision: number
  readonly problems: readonly FlowProblem[]
}

/**
 * Replaces the flows in the runtime and in the files, all or nothing. The files are the deployed truth: what they are to
 * hold is noted before the runtime switches, so that a crash at any point leaves one revision or the other, whole.
 */
export const deployFlows = (parts: ServerParts, request: DeployRequest, by: Principal): Promise<Deployed> =>
  parts.turns.take(() => deployNow(parts, request, by))

/** Changes the flows as they are when its turn comes. */
export const changeFlows = (
  parts: ServerParts,
  change: (flows: readonly Flow[]) => readonly Flow[],
  note: string,
  by: Principal
): Promise<Deployed> => parts.turns.take(() => deployNow(parts, { flows: change(parts.runtime.flows), note }, by))

export const flowProblems = ({ runtime, folder }: ServerParts, flows: readonly Flow[]): readonly FlowProblem[] => [
  ...overrideProblems(flows),
  ...flowSecretProblems(sourcesOf(runtime), folder.vault, flows),
  ...runtime.problems(flows)
]

/** Must hold the turn. */
export const deployNow = async (parts: ServerParts, request: DeployRequest, by: Principal): Promise<Deployed> => {
  const { runtime, folder, changes } = parts
  const { base, note } = request
  refuseStale(runtime.revision, base)
  const { vault } = folder
  const before = runtime.flows
  const wanted = shareUnchanged(request.flows, before)
  const refused = [...overrideProblems(wanted), ...flowSecretProblems(sourcesOf(runtime), vault, wanted)]
  if (refused.length > 0) throw new DeployError(refused)
  const { flows, made } = sealFlows(type => runtime.definition(type), vault, wanted)
  let deployed: Deployed
  try {
    const problems = runtime.problems(flows)
    if (problems.some(({ severity }) => severity === 'error')) throw new DeployError(problems)
    if (made.length > 0) await vault.save()
    if (await folder.pending.finish()) await folder.flows.read()
    const plan = folder.flows.plan(flows)
    await folder.flows.refuseChanged(plan)
    await folder.pending.note(inFolder(plan))
    deployed = await runtime.deploy(flows)
  } catch (error) {
    await folder.pending.forget()
    if (made.length > 0) {
      vault.drop(made)
      if (!vault.problem) await vault.save()
    }
    throw error
  }
  vault.settle(made)
  await folder.pending.finish()
  folder.flows.wrote(flows)
  const { revision, problems } = deployed
  folder.revisions.add({ kind: 'flows', number: revision, author: by.name, ...(note && { note }) }, flows)
  folder.facts.set(GREETED, 'yes')
  forgetRemoved(parts, before, flows)
  await pruneSecrets(parts)
  changes.emit('deployed', { revision, flows, by: by.name })
  parts.log.info('deployed', { revision, by: by.name, flows: flows.length })
  return { revision, problems }
}

const sourcesOf = (runtime: Runtime) => ({
  definition: (type: string) => runtime.definition(type),
  flows: runtime.flows
})

const refuseStale = (revision: number, base: number | undefined): void => {
  if (base === undefined || base === revision) return
  const message = `The flows are at revision ${revision} now, and this deploy was begun on ${base}. Load them, compare and deploy again.`
  throw new FlowError('DEPLOY_STALE', message)
}

const inFolder = (changes: FileChanges): FileChanges =>
  Object.fromEntries(Object.entries(changes).map(([file, text]) => [`flows/${file}`, text]))

/** What a node or a flow had stored goes with it. */
const forgetRemoved = ({ folder }: ServerParts, before: readonly Flow[], after: readonly Flow[]): void => {
  const left = new Map(after.map(({ id, nodes }) => [id, new Set(nodes.map(node => node.id))]))
  for (const flow of before) {
    const nodes = left.get(flow.id)
    if (nodes === undefined) folder.state.remove(`flow:${flow.id}`)
    for (const { id } of flow.nodes) {
      if (nodes?.has(id)) continue
      folder.storage.remove(`${flow.id}/${id}`)
      folder.state.remove(`node:${flow.id}/${id}`)
    }
  }
}
