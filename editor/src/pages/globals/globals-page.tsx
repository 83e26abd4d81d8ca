import '../../locales/page-words.ts'
import '../../locales/form-words.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, toast } from '../../design/index.ts'
import { same } from '../../document/same.ts'
import { session, useSession } from '../../session/index.ts'
import { EmptyPage } from '../empty-page.tsx'
import { GlobalRowView } from './global-row-view.tsx'
import { type GlobalRow, globalRows, globalsOf, mostGlobals, newRow, rowProblems } from './global-rows.ts'
import { SaveEffect } from './save-effect.tsx'
import '../pages.css'

/** The values that templates read as `{{globals.name}}`. They are saved all at once. */
export const GlobalsPage = () => {
  const { t } = useTranslation()
  const globals = useSession(state => state.globals)
  // Undefined: nothing is edited, the page follows what is stored.
  const [edited, setEdited] = useState<readonly GlobalRow[]>()
  const [saving, setSaving] = useState(false)
  const rows = edited ?? globalRows(globals)
  const problems = rowProblems(rows)
  const changed = edited !== undefined && (problems.size > 0 || !same(globalsOf(rows), globals))
  const save = async () => {
    setSaving(true)
    try {
      await session.request('globals:save', globalsOf(rows))
      setEdited(undefined)
      toast({ title: t('pages.globals.saved') })
    } catch (error) {
      toast({ tone: 'bad', title: t('pages.globals.notSaved'), text: (error as Error).message })
    } finally {
      setSaving(false)
    }
  }
  const add = (
    <Button icon="plus" isDisabled={rows.length >= mostGlobals} onPress={() => setEdited([...rows, newRow(rows)])}>
      {t('pages.globals.add')}
    </Button>
  )
  return (
    <main className="page-body" aria-label={t('pages.globals.title')}>
      <div className="page-wrap">
        <div className="page-bar">
          <p className="soft grow">{t('pages.globals.intro')}</p>
          {rows.length > 0 && add}
          {changed && <Button onPress={() => setEdited(undefined)}>{t('pages.globals.discard')}</Button>}
          <Button variant="primary" isDisabled={!changed || problems.size > 0 || saving} onPress={() => void save()}>
            {t('trays.save')}
          </Button>
        </div>
        {changed && problems.size === 0 && (
          <div className="page-notice">
            <SaveEffect next={globalsOf(rows)} />
          </div>
        )}
        {rows.length === 0 ? (
          <EmptyPage title={t('pages.globals.empty')} text={t('pages.globals.emptyText')}>
            {add}
          </EmptyPage>
        ) : (
          <table className="table globals">
            <thead>
              <tr>
                <th scope="col">{t('pages.globals.name')}</th>
                <th scope="col">{t('pages.globals.type')}</th>
                <th scope="col">{t('pages.globals.value')}</th>
                <th scope="col">{t('pages.globals.readBy')}</th>
                <th scope="col" className="row-menu">
                  <span className="visually-hidden">{t('pages.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <GlobalRowView
                  key={row.key}
                  row={row}
                  problem={problems.get(row.key)}
                  onChange={next => setEdited(rows.with(index, next))}
                  onRemove={() => setEdited(rows.toSpliced(index, 1))}
                />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </main>
  )
}
