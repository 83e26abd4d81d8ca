import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../design/index.ts'
import { Tree } from '../../../design/tree.tsx'
import { copyText, rowsOf, type ValueRow } from './value-rows.ts'
import './value-tree.css'

export interface ValueTreeProps {
  readonly name: string
  /** From the message, for the path that is copied. */
  readonly path: string
  readonly value: unknown
  /** Whether the outermost is open at first. */
  readonly opened?: boolean
}

const rootOpen: ReadonlySet<string> = new Set([''])
const allClosed: ReadonlySet<string> = new Set()

/** A value of a message, opened step by step; each line offers its path and its value to copy. */
export const ValueTree = ({ name, path, value, opened = false }: ValueTreeProps) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState(opened ? rootOpen : allClosed)
  const rows = useMemo(() => rowsOf(name, path, value, open), [name, path, value, open])
  const toggle = ({ id }: ValueRow): void => setOpen(toggled(open, id))
  return (
    <Tree label={t('debug.value', { name })} rows={rows} onToggle={toggle} className="values">
      {row => (
        <>
          {row.key !== undefined && <span className="value-key">{row.key}:</span>}
          <span className={`ell value-${row.kind}`}>{row.text}</span>
          <span className="value-acts">
            {row.path !== '' && (
              <IconButton
                small
                icon="variable"
                label={t('debug.copyPath', { path: row.path })}
                onPress={() => void navigator.clipboard.writeText(row.path)}
              />
            )}
            <IconButton
              small
              icon="copy"
              label={t('debug.copyValue')}
              onPress={() => void navigator.clipboard.writeText(copyText(row.value))}
            />
          </span>
        </>
      )}
    </Tree>
  )
}

const toggled = (open: ReadonlySet<string>, id: string): ReadonlySet<string> => {
  const next = new Set(open)
  if (!next.delete(id)) next.add(id)
  return next
}
