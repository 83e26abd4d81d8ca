import { useTranslation } from 'react-i18next'
import { Icon } from '../../design/index.ts'
import { session, useDocument, useSession } from '../../session/index.ts'
import { openTray, showPage } from '../../shell/navigation.ts'
import { readersOf } from './global-readers.ts'

/** The integrations and flows that read a global, each the way to it. */
export const GlobalReaderList = ({ name }: { readonly name: string }) => {
  const { t } = useTranslation()
  const all = useSession(state => state.integrations)
  const document = useDocument(({ flows }) => flows)
  const { integrations, flows } = readersOf(name, all, document)
  if (integrations.length + flows.length === 0) return <span className="small muted">{t('pages.globals.unread')}</span>
  return (
    <div className="used-by">
      {integrations.map(({ id, name: title }) => (
        <button key={id} type="button" className="chip chip-link" onClick={() => openTray({ kind: 'integration', id })}>
          <Icon name="plug-zap" size={12} />
          <span className="ell">{title}</span>
        </button>
      ))}
      {flows.map(({ flow, nodes }) => (
        <button key={flow.id} type="button" className="chip chip-link" onClick={() => show(flow.id)}>
          <Icon name="workflow" size={12} />
          <span className="ell">{t('pages.globals.nodesIn', { count: nodes, flow: flow.name })}</span>
        </button>
      ))}
    </div>
  )
}

const show = (flow: string): void => {
  showPage('flows')
  session.selection.show(flow)
}
