import { useEffect } from 'react'
import { session, useDocument, useSelection } from '../session/index.ts'

/** A flow is shown whenever there is one: the first at the start, another when the shown one went away. */
export const useShownFlow = (): void => {
  const flows = useDocument(document => document.flows)
  const shown = useSelection(selection => selection.flow)
  useEffect(() => {
    if (shown !== undefined && flows.some(({ id }) => id === shown)) return
    if (shown !== flows[0]?.id) session.selection.show(flows[0]?.id)
  }, [flows, shown])
}
