import { type Completion, type CompletionContext, completeFromList } from '@codemirror/autocomplete'
import { javascript, javascriptLanguage } from '@codemirror/lang-javascript'
import { json, jsonParseLinter } from '@codemirror/lang-json'
import { syntaxTree } from '@codemirror/language'
import { type Diagnostic, linter } from '@codemirror/lint'
import type { Extension } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import type { Problem } from '@millrace/sdk'
import { jsonPlace } from './json-place.ts'

export type CodeLanguage = 'javascript' | 'json' | 'text'

/** The grammar of a language and what finds mistakes in it; `known` are those of JSON that the grammar cannot see, by pointers into it. */
export const languageSupport = (language: CodeLanguage, known: () => readonly Problem[]): Extension => {
  switch (language) {
    case 'javascript':
      return [javascript(), linter(syntaxProblems), javascriptLanguage.data.of({ autocomplete: completeNode })]
    case 'json':
      return [json(), linter(view => jsonProblems(view, known()))]
    case 'text':
      return []
  }
}

const jsonProblems = (view: EditorView, known: readonly Problem[]): readonly Diagnostic[] => {
  if (view.state.doc.toString().trim() === '') return []
  const found = jsonParseLinter()(view)
  if (found.length > 0) return found
  return known.map(({ path, message }) => ({ ...jsonPlace(view.state, path), severity: 'error', message }))
}

/** Where the grammar does not understand the code. It needs no `eval`, which the page's security policy forbids. */
const syntaxProblems = (view: EditorView): Diagnostic[] => {
  const found: Diagnostic[] = []
  const { doc } = view.state
  syntaxTree(view.state).iterate({
    enter: node => {
      if (!node.type.isError || found.length >= MOST) return
      const from = Math.min(node.from, doc.length)
      const to = Math.min(Math.max(node.to, from + 1), doc.length)
      const word = doc.sliceString(from, to).trim()
      const message = word ? `Unexpected ${word.slice(0, 20)}` : 'Something is missing here'
      found.push({ from: from === to ? Math.max(0, from - 1) : from, to, severity: 'error', message })
    }
  })
  return found
}
const MOST = 20

/** What the code of a function node is given, in Node-RED's names. */
const known: readonly Completion[] = [
  { label: 'msg', type: 'variable', detail: 'the message' },
  { label: 'msg.payload', type: 'property' },
  { label: 'msg.topic', type: 'property' },
  { label: 'node.send', type: 'function', detail: '(msg)', info: 'Sends a message, or one for each output' },
  { label: 'node.done', type: 'function', detail: '()' },
  { label: 'node.error', type: 'function', detail: '(text, msg)', info: 'Fails the message: catch nodes hear of it' },
  { label: 'node.warn', type: 'function', detail: '(text)' },
  { label: 'node.log', type: 'function', detail: '(text)' },
  { label: 'node.status', type: 'function', detail: '({ fill, shape, text })' },
  { label: 'context.get', type: 'function', detail: '(key)', info: "This node's own memory" },
  { label: 'context.set', type: 'function', detail: '(key, value)' },
  { label: 'flow.get', type: 'function', detail: '(key)' },
  { label: 'flow.set', type: 'function', detail: '(key, value)' },
  { label: 'global.get', type: 'function', detail: '(key)' },
  { label: 'global.set', type: 'function', detail: '(key, value)' },
  { label: 'env.get', type: 'function', detail: '(name)' },
  { label: 'RED.util.cloneMessage', type: 'function', detail: '(msg)' },
  { label: 'return msg', type: 'keyword' }
]

const fromList = completeFromList(known)

/** "msg.pay" completes as one word. */
const completeNode = (context: CompletionContext) => {
  const word = context.matchBefore(/[\w.]+/)
  if (!word && !context.explicit) return null
  return word ? { from: word.from, options: known, validFor: /^[\w.]*$/ } : fromList(context)
}
