import type { FlowProblem } from '@millrace/engine'
import type { Canvas } from '../../canvas/canvas.ts'
import { type SessionState, session, useSession } from '../../session/index.ts'
import { useShell } from '../shell-state.ts'

/** Tells the canvas what the session hears, until the returned function is called. */
export const feedCanvas = (canvas: Canvas): (() => void) => {
  const tell = (state: SessionState, before?: SessionState): void => {
    if (state.catalog !== before?.catalog || state.integrations !== before?.integrations) canvas.refresh()
    if (state.statuses !== before?.statuses) canvas.setStatuses(state.statuses)
    if (state.counts !== before?.counts) canvas.setCounts(state.counts)
    if (state.connections !== before?.connections) canvas.setConnections(state.connections)
    if (state.problems !== before?.problems) tellProblems(state)
  }
  const tellProblems = ({ problems }: SessionState): void => {
    const { flow } = session.selection
    canvas.setProblems(messagesOf((flow !== undefined && problems.get(flow)) || new Map()))
  }
  let flow = session.selection.flow
  const onSelection = (): void => {
    if (session.selection.flow === flow) return
    flow = session.selection.flow
    tellProblems(useSession.getState())
  }
  const reveal = (): void => {
    const wanted = useShell.getState().reveal
    if (!wanted || wanted.flow !== session.selection.flow) return
    useShell.setState({ reveal: undefined })
    canvas.reveal(wanted.node)
  }
  tell(useSession.getState())
  const stops = [useSession.subscribe(tell), session.selection.subscribe(onSelection), useShell.subscribe(reveal)]
  reveal()
  return () => {
    for (const stop of stops) stop()
  }
}

const messagesOf = (problems: ReadonlyMap<string, readonly FlowProblem[]>): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...problems].map(([node, found]) => [node, found.map(({ path, message }) => `${path.slice(1)} ${message}`.trim())])
  )
