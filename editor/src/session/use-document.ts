import { useCallback, useSyncExternalStore } from 'react'
import type { FlowDocument } from '../document/document.ts'
import type { Selection } from '../document/selection.ts'
import { flowDocument, flowSelection } from './editing.ts'

/** A part of the flows being edited: `useDocument(d => d.flows)`. Everything in the document is immutable, so the selector returns what stands there. */
export const useDocument = <T>(select: (document: FlowDocument) => T): T =>
  useSyncExternalStore(
    flowDocument.subscribe,
    useCallback(() => select(flowDocument), [select])
  )

/** A part of the selection: `useSelection(s => s.flow)`. */
export const useSelection = <T>(select: (selection: Selection) => T): T =>
  useSyncExternalStore(
    flowSelection.subscribe,
    useCallback(() => select(flowSelection), [select])
  )
