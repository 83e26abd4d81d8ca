import { useTranslation } from 'react-i18next'
import { Notice } from '../../design/index.ts'
import { same } from '../../document/same.ts'
import { useDocument, useSession } from '../../session/index.ts'
import { changedNames, effectOf } from './global-readers.ts'

/** What saving will set off, before it is done. */
export const SaveEffect = ({ next }: { readonly next: Readonly<Record<string, unknown>> }) => {
  const { t } = useTranslation()
  const globals = useSession(state => state.globals)
  const integrations = useSession(state => state.integrations)
  const flows = useDocument(document => document.deployed)
  const changed = changedNames(globals, next, same)
  if (changed.length === 0) return null
  const { reconnect, nodes } = effectOf(changed, integrations, flows)
  const names = reconnect.map(({ name }) => name).join(', ')
  return (
    <Notice tone={reconnect.length > 0 ? 'warn' : 'note'} icon="refresh-cw">
      {reconnect.length > 0 ? t('pages.globals.reconnects', { names }) : t('pages.globals.reconnectsNone')}{' '}
      {nodes > 0 && t('pages.globals.nodesRead', { count: nodes })}
    </Notice>
  )
}
