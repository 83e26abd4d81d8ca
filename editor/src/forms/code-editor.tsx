import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { forceLinting, lintGutter, lintKeymap } from '@codemirror/lint'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import type { Problem } from '@millrace/sdk'
import { type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type CodeLanguage, languageSupport } from './code-language.ts'
import { codeColours, codeTheme } from './code-look.ts'

interface Props {
  readonly label: string
  readonly language: CodeLanguage
  readonly value: string
  readonly onChange: (text: string) => void
  /** Takes less room until there is more in it. */
  readonly small: boolean
  readonly describedBy?: string
  /** What is wrong with JSON besides its grammar, by pointers into it: underlined where it stands. */
  readonly problems?: readonly Problem[]
}

/** CodeMirror in a form. Loaded only when a form has code. Escape leaves it, so that Tab can indent. */
const CodeEditor = ({ label, language, value, onChange, small, describedBy, problems = NONE }: Props) => {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const behind = useRef<HTMLSpanElement>(null)
  const view = useRef<EditorView>(null)
  const changed = useRef(onChange)
  const attributes = useRef(new Compartment())
  const known = useRef(problems)
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
          leaveTo(behind),
          languageSupport(language, () => known.current),
          attributes.current.of([]),
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
    known.current = problems
    if (view.current) forceLinting(view.current)
  }, [problems])

  useEffect(() => {
    const problem = describedBy ? { 'aria-describedby': describedBy, 'aria-invalid': 'true' } : {}
    const named = { 'aria-label': label, 'aria-description': t('forms.leaveCode'), ...problem }
    view.current?.dispatch({
      effects: attributes.current.reconfigure(EditorView.contentAttributes.of(named))
    })
  }, [label, describedBy, t])

  return (
    <>
      <div className="code-editor" data-small={small || undefined} ref={place} />
      <span className="visually-hidden" tabIndex={-1} ref={behind} />
    </>
  )
}

const NONE: readonly Problem[] = []

/** Escape, where no completion or search takes it first: the focus goes behind the text, because Tab indents in it. */
const leaveTo = (behind: RefObject<HTMLElement | null>) =>
  keymap.of([
    {
      key: 'Escape',
      stopPropagation: true,
      run: () => {
        behind.current?.focus()
        return true
      }
    }
  ])

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
    indentWithTab
  ])
]

export default CodeEditor
