import '../../locales/page-words.ts'
import type { Flow } from '@millrace/engine'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton, Select, TextField } from '../../design/index.ts'
import { same } from '../../document/same.ts'
import {
  type GlobalRow,
  type GlobalType,
  globalRows,
  globalsOf,
  newRow,
  rowProblems
} from '../../pages/globals/global-rows.ts'
import { useSession } from '../../session/index.ts'
import { setFlowGlobals } from '../flow-edits.ts'
import './flow-globals.css'

const types: readonly GlobalType[] = ['string', 'number', 'json']

/** Values that hold in one flow instead of the globals of the same names. They are part of the flow: a deploy takes them over. */
export const FlowGlobals = ({ flow }: { readonly flow: Flow }) => {
  const { t } = useTranslation()
  const [edited, setEdited] = useState<readonly GlobalRow[]>()
  const rows = edited ?? globalRows(flow.env ?? {})
  const problems = rowProblems(rows)
  const keep = (next: readonly GlobalRow[]) => {
    if (rowProblems(next).size > 0) return setEdited(next)
    const values = globalsOf(next)
    if (!same(values, flow.env ?? {})) setFlowGlobals(flow, values)
    setEdited(undefined)
  }
  return (
    <section className="flow-globals" aria-label={t('pages.globals.ofFlow')}>
      <h3>{t('pages.globals.ofFlow')}</h3>
      <p className="small muted">{t('pages.globals.ofFlowText')}</p>
      {rows.map((row, index) => (
        <FlowGlobal
          key={row.key}
          row={row}
          problem={problems.get(row.key)}
          onChange={next => setEdited(rows.with(index, next))}
          onLeave={() => edited && keep(edited)}
          onRemove={() => keep(rows.toSpliced(index, 1))}
        />
      ))}
      <div>
        <Button small icon="plus" onPress={() => setEdited([...rows, newRow(rows)])}>
          {t('pages.globals.addToFlow')}
        </Button>
      </div>
    </section>
  )
}

const FlowGlobal = ({
  row,
  problem,
  onChange,
  onLeave,
  onRemove
}: {
  readonly row: GlobalRow
  readonly problem: ReturnType<typeof rowProblems> extends ReadonlyMap<number, infer P> ? P | undefined : never
  readonly onChange: (row: GlobalRow) => void
  readonly onLeave: () => void
  readonly onRemove: () => void
}) => {
  const { t } = useTranslation()
  const globals = useSession(state => state.globals)
  const name = row.name || t('pages.globals.unnamed')
  const instead = Object.hasOwn(globals, row.name)
    ? t('pages.globals.instead', { value: JSON.stringify(globals[row.name]) })
    : t('pages.globals.noGlobal')
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears that the focus left its fields, which are the controls
    <div
      className="flow-global"
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) onLeave()
      }}
    >
      <div className="row">
        <TextField
          mono
          className="grow"
          aria-label={t('pages.globals.name')}
          value={row.name}
          onChange={next => onChange({ ...row, name: next })}
          problem={problem?.name && t(`pages.globals.problems.${problem.name}`)}
        />
        <Select
          className="flow-global-type"
          aria-label={t('pages.globals.typeOf', { name })}
          value={row.type}
          onChange={type => onChange({ ...row, type })}
          options={types.map(type => ({ value: type, label: t(`pages.globals.types.${type}`) }))}
        />
        <IconButton small icon="trash-2" label={t('pages.globals.remove', { name })} onPress={onRemove} />
      </div>
      <TextField
        mono
        aria-label={t('pages.globals.valueOf', { name })}
        value={row.text}
        onChange={text => onChange({ ...row, text })}
        problem={problem?.value && t(`pages.globals.problems.${problem.value}`, { detail: problem.detail })}
        hint={row.name === '' ? undefined : instead}
      />
    </div>
  )
}
