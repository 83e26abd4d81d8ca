import { createDocument } from '../document/create-document.ts'
import { createSelection } from '../document/create-selection.ts'

/** The flows being edited and what is selected in them: one of each for a page. */
export const flowDocument = createDocument([], 0)
export const flowSelection = createSelection()
