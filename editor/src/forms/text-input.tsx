import '../design/field.css'
import { type InputHTMLAttributes, type ReactNode, type RefObject, type UIEvent, useLayoutEffect, useRef } from 'react'
import { type TextSpan, textSpans } from './text-spans.ts'

type Control = HTMLInputElement | HTMLTextAreaElement

type Props = Omit<InputHTMLAttributes<Control>, 'value' | 'onChange'> & {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly mono?: boolean
  readonly multiline?: boolean
  /** Sets the holes of a template off. */
  readonly holes?: boolean
  /** Underlines the character that this problem is about. */
  readonly problem?: string | undefined
  readonly bare?: boolean
  readonly start?: ReactNode
  readonly end?: ReactNode
}

/** A text input whose text can be coloured: the coloured copy lies below a control with transparent text, and scrolls with it. */
export const TextInput = (props: Props) => {
  const {
    value,
    onChange,
    mono = true,
    multiline = false,
    holes = false,
    problem,
    bare,
    start,
    end,
    ...attributes
  } = props
  const control = useRef<Control>(null)
  const copy = useRef<HTMLSpanElement>(null)
  const spans = textSpans(value, { holes, problem })
  const coloured = spans.some(({ kind }) => kind !== 'plain')
  const follow = ({ currentTarget }: Pick<UIEvent<Control>, 'currentTarget'>) => {
    copy.current?.scrollTo(currentTarget.scrollLeft, currentTarget.scrollTop)
  }
  useLayoutEffect(() => {
    if (coloured && control.current) follow({ currentTarget: control.current })
  })
  const shared = {
    ...attributes,
    value,
    onScroll: follow,
    onChange: (event: { target: Control }) => onChange(event.target.value),
    spellCheck: false,
    autoComplete: 'off'
  }
  return (
    <span
      className={`text-input ${bare ? 'is-bare' : 'in'} ${mono ? 'mono' : ''}`}
      data-multiline={multiline || undefined}
      data-invalid={attributes['aria-invalid'] || undefined}
    >
      {start}
      <span className="text-input-field" data-coloured={coloured || undefined}>
        {coloured && (
          <span className="text-input-copy" aria-hidden="true" ref={copy}>
            {spans.map(span => (
              <Span key={span.at} {...span} />
            ))}
            {multiline && '\n'}
          </span>
        )}
        {multiline ? (
          <textarea {...shared} rows={3} ref={control as RefObject<HTMLTextAreaElement>} />
        ) : (
          <input {...shared} ref={control as RefObject<HTMLInputElement>} />
        )}
      </span>
      {end}
    </span>
  )
}

const Span = ({ text, kind }: TextSpan) => (kind === 'plain' ? text : <span className={`text-${kind}`}>{text}</span>)
