import type { ReactNode } from 'react'
import { EmptyArt } from '../design/index.ts'

/** A page with nothing on it yet: what would be here, and the next step. */
export const EmptyPage = ({
  title,
  text,
  children
}: {
  readonly title: string
  readonly text: string
  readonly children?: ReactNode
}) => (
  <div className="page-empty">
    <EmptyArt />
    <h2>{title}</h2>
    <p>{text}</p>
    {children}
  </div>
)
