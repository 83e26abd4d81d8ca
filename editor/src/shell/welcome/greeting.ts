import { session, useSession } from '../../session/index.ts'

/** Away at once and for good; a server that cannot be told now greets again at the next visit. */
export const dismissGreeting = (): void => {
  useSession.setState({ firstRun: false })
  session.request('greeting:dismiss').catch(() => {})
}
