import type { StatusLevel } from '@millrace/sdk'
import type { ReactNode } from 'react'
import './status-word.css'

/** `none`: not configured. */
export type StatusShape = StatusLevel | 'none'

/** The shape of a state, so that no state is told by colour alone. */
export const StatusMark = ({ level }: { readonly level: StatusShape }) => (
  <svg className={`st-mark st-${level}`} viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
    {shapes[level]}
  </svg>
)

/** Shape, colour and word together. */
export const StatusWord = ({ level, children }: { readonly level: StatusShape; readonly children: ReactNode }) => (
  <span className={`st st-${level}`}>
    <StatusMark level={level} />
    {children}
  </span>
)

const ring = { cx: 5, cy: 5, r: 3.9, fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 }

const shapes: Readonly<Record<StatusShape, ReactNode>> = {
  ok: <circle cx="5" cy="5" r="4.5" fill="currentColor" />,
  busy: (
    <>
      <circle {...ring} r={4} />
      <path d="M5 1a4 4 0 0 1 0 8z" fill="currentColor" />
    </>
  ),
  paced: <path d="M5 0 10 5 5 10 0 5z" fill="currentColor" />,
  error: <path d="M5 .6 9.8 9.3H.2z" fill="currentColor" />,
  idle: <circle {...ring} />,
  none: <circle {...ring} strokeDasharray="2 2" />
}
