import type { Flow, FlowProblem } from '@millrace/engine'
import { create } from 'zustand'
import { toast } from '../../design/index.ts'
import { i18n } from '../../i18n.ts'
import { RequestError, session } from '../../session/index.ts'
import { showDialog, showPage } from '../navigation.ts'
import { countChanges } from './changes.ts'

const { document } = session

export interface DeployState {
  readonly deploying: boolean
  /** What stopped the last deploy. */
  readonly problems: readonly FlowProblem[]
  /** Why the last deploy was refused as stale, in the server's words. */
  readonly stale: string
}

export const useDeploy = create<DeployState>(() => ({ deploying: false, problems: [], stale: '' }))

const set = useDeploy.setState

/** Takes away what was said of the deploy before. */
let forget = (): void => {}

/** Deploys all flows, or these; says how it went, and resolves to whether it went well. */
export const deploy = async (note?: string, flows: readonly Flow[] = document.flows): Promise<boolean> => {
  if (useDeploy.getState().deploying || !document.changed) return false
  const { restarts } = countChanges(document)
  forget()
  set({ deploying: true })
  try {
    const { revision } = await session.deploy(note, flows)
    forget = toast({
      title: i18n.t('deploy.done', { revision }),
      text: i18n.t('deploy.restarted', { count: restarts })
    })
    return true
  } catch (error) {
    refused(error as Error)
    return false
  } finally {
    set({ deploying: false })
  }
}

/** Deploys what changed in one flow and leaves the others as they run. */
export const deployOnly = (flow: Flow): Promise<boolean> => {
  const { deployed } = document
  const known = deployed.some(({ id }) => id === flow.id)
  return deploy(undefined, known ? deployed.map(one => (one.id === flow.id ? flow : one)) : [...deployed, flow])
}

const refused = (error: Error): void => {
  const code = error instanceof RequestError ? error.code : undefined
  const problems = error instanceof RequestError ? error.problems.filter(isFlowProblem) : []
  if (code === 'DEPLOY_STALE') {
    set({ stale: error.message })
    showDialog('stale')
  } else if (problems.length > 0) {
    set({ problems })
    showDialog('problems')
  } else {
    const runsOn = code === 'SERVER_AWAY' ? '' : i18n.t('deploy.runsOn', { revision: document.revision })
    forget = toast({ tone: 'bad', title: i18n.t('deploy.not'), text: `${error.message} ${runsOn}`.trim() })
  }
}

const isFlowProblem = (problem: object): problem is FlowProblem => 'flow' in problem

export const reviewFirst = (): void => showPage('review')

/** Drops every edit, as one step that undo takes back. */
export const discard = (): void => {
  const count = countChanges(document).count
  document.edit(i18n.t('deploy.step.discard'), [
    ...document.flows.map(({ id }) => ({ op: 'flow:remove' as const, id })).reverse(),
    ...document.deployed.map((flow, index) => ({ op: 'flow:add' as const, flow, index }))
  ])
  const { flow } = session.selection
  if (flow === undefined || !document.flow(flow)) session.selection.show(document.flows[0]?.id)
  toast({
    title: i18n.t('deploy.discarded', { count }),
    action: { label: i18n.t('common.undo'), onAction: () => void document.undo() }
  })
}
