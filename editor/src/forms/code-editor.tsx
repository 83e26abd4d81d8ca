import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, lintKeymap } from '@codemirror/lint'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useRef, useState } from 'react'
import { type CodeLanguage, languageSupport } from './code-language.ts'
import { codeColours, codeTheme } from './code-look.ts'

interface Props {
  readonly label: string
  readonly language: CodeLanguage
  readonly value: string
  readonly onChange: (text: string) => void
  readonly describedBy?: string
}

/** CodeMirror in a form. Loaded only when a form has code. Escape leaves it, so that Tab can indent. */
const CodeEditor = ({ label, language, value, onChange, describedBy }: Props) => {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const changed = useRef(onChange)
  // What is rarely filled in, such as code to run on close, takes less room until it is.
  const [small] = useState(language === 'json' || value === '')
  const attributes = useRef(new Compartment())
  changed.current = onChange

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; what changes later is dispatched below
  useEffect(() => {
    if (!place.current) return
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          editing,
          languageSupport(language),
          attributes.current.of(EditorView.contentAttributes.of({ 'aria-label': label })),
          EditorView.updateListener.of(update => {
            if (update.docChanged) changed.current(update.state.doc.toString())
          })
        ]
      })
    })
    view.current = made
    return () => made.destroy()
  }, [language])

  useEffect(() => {
    const shown = view.current?.state.doc.toString()
    if (shown === undefined || shown === value) return
    view.current?.dispatch({ changes: { from: 0, to: shown.length, insert: value } })
  }, [value])

  useEffect(() => {
    const described = describedBy ? { 'aria-describedby': describedBy, 'aria-invalid': 'true' } : {}
    view.current?.dispatch({
      effects: attributes.current.reconfigure(EditorView.contentAttributes.of({ 'aria-label': label, ...described }))
    })
  }, [label, describedBy])

  return <div className="code-editor" data-small={small || undefined} ref={place} />
}

/** The first Escape goes on to the tray only when no completion or search is open, and then leaves the text first. */
const leave = {
  key: 'Escape',
  run: (view: EditorView) => {
    if (!view.hasFocus) return false
    view.contentDOM.blur()
    view.dom.closest<HTMLElement>('.field')?.focus()
    return true
  },
  stopPropagation: true
}

const editing: Extension = [
  lineNumbers(),
  lintGutter(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  autocompletion(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  syntaxHighlighting(codeColours),
  codeTheme,
  EditorState.tabSize.of(2),
  keymap.of([
    ...closeBracketsKeymap,
    ...completionKeymap,
    ...searchKeymap,
    ...lintKeymap,
    ...historyKeymap,
    ...defaultKeymap,
    indentWithTab,
    leave
  ])
]

export default CodeEditor
