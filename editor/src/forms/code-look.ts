import { HighlightStyle } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** The colours of the message tree, so that a string looks like a string everywhere. */
export const codeColours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--water)', fontWeight: '550' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--v-string)' },
  { tag: [tags.number], color: 'var(--v-number)' },
  { tag: [tags.bool, tags.atom], color: 'var(--v-bool)' },
  { tag: [tags.null], color: 'var(--v-null)' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--v-key)' },
  { tag: tags.comment, color: 'var(--ink-3)', fontStyle: 'italic' }
])

export const codeTheme = EditorView.theme({
  '&': { color: 'var(--ink)', font: 'var(--m-12)', backgroundColor: 'var(--surface)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: 'var(--m-12)', maxHeight: '420px' },
  '.cm-content, .cm-gutter': { minHeight: 'var(--code-height)' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--surface-2)', color: 'var(--ink-3)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '.cm-activeLineGutter': { color: 'var(--ink)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--water-soft)'
  },
  '.cm-selectionMatch, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--surface-3)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface-pop)',
    color: 'var(--ink)',
    border: '1px solid var(--line)',
    borderRadius: 'var(--r-2)',
    boxShadow: 'var(--shadow-pop)'
  },
  '.cm-tooltip-autocomplete > ul > li': { font: 'var(--m-12)', padding: '2px 8px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--water-soft)', color: 'var(--ink)' },
  '.cm-completionDetail': { color: 'var(--ink-3)', fontStyle: 'normal' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
  '.cm-panels': { backgroundColor: 'var(--surface-2)', color: 'var(--ink)' }
})
