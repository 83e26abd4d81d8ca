import { session, useSession } from '../../session/index.ts'
import { markStep } from './steps.ts'

/** Notices a deploy and a restart of the server, which are steps of the welcome, until the returned function is called. */
export const watchSteps = (): (() => void) => {
  let revision = session.document.revision
  const onDocument = (): void => {
    const now = session.document.revision
    if (revision > 0 && now > revision) markStep('change')
    revision = now
  }
  const stops = [
    session.document.subscribe(onDocument),
    useSession.subscribe((state, before) => {
      if (before.startedAt > 0 && state.startedAt > before.startedAt) markStep('stop')
    })
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
