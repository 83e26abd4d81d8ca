import { syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'

type SyntaxNode = ReturnType<typeof syntaxTree>['topNode']

/** Where in a text of JSON the value of a pointer stands; the whole text for one that is not in it. */
export const jsonPlace = (state: EditorState, pointer: string): { readonly from: number; readonly to: number } => {
  let node: SyntaxNode | null = syntaxTree(state).topNode.firstChild
  for (const step of pointer.split('/').slice(1)) {
    const next = node && inside(state, node, step.replaceAll('~1', '/').replaceAll('~0', '~'))
    if (!next) break
    node = next
  }
  return node ? { from: node.from, to: node.to } : { from: 0, to: state.doc.length }
}

const inside = (state: EditorState, node: SyntaxNode, step: string): SyntaxNode | null => {
  if (node.name === 'Array') return valuesOf(node)[Number(step)] ?? null
  for (const property of node.getChildren('Property')) {
    const name = property.getChild('PropertyName')
    if (name && unquoted(state.sliceDoc(name.from, name.to)) === step) return property.lastChild
  }
  return null
}

const valuesOf = (array: SyntaxNode): readonly SyntaxNode[] => {
  const found: SyntaxNode[] = []
  for (let child = array.firstChild; child; child = child.nextSibling)
    if (!PUNCTUATION.has(child.name)) found.push(child)
  return found
}
const PUNCTUATION = new Set(['[', ']', ',', '⚠'])

const unquoted = (text: string): string => {
  try {
    return JSON.parse(text) as string
  } catch {
    return text
  }
}
