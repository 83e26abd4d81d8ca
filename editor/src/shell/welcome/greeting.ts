import { session, useDocument, useSelection, useSession } from '../../session/index.ts'

/** Whether the welcome is shown: on the first run, beside the flow that runs then, not beside one made since. */
export const useGreeting = (): boolean => {
  const firstRun = useSession(state => state.firstRun)
  const shown = useSelection(selection => selection.flow)
  const runs = useDocument(document => shown === undefined || document.deployed.some(({ id }) => id === shown))
  return firstRun && runs
}

/** Away at once and for good; a server that cannot be told now greets again at the next visit. */
export const dismissGreeting = (): void => {
  useSession.setState({ firstRun: false })
  session.request('greeting:dismiss').catch(() => {})
}
