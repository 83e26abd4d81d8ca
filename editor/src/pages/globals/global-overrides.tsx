import type { Flow } from '@millrace/engine'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../design/index.ts'
import { session, useDocument } from '../../session/index.ts'
import { showPage, showSidebar } from '../../shell/navigation.ts'
import { overrides } from './global-readers.ts'

/** The flows that have a value of their own for a global, each the way to where it is set. */
export const GlobalOverrides = ({ name }: { readonly name: string }) => {
  const { t } = useTranslation()
  const flows = useDocument(document => document.flows).filter(flow => overrides(flow, name))
  if (flows.length === 0) return null
  return (
    <div className="used-by">
      <span className="small muted">{t('pages.globals.overriddenBy')}</span>
      {flows.map(flow => (
        <button key={flow.id} type="button" className="chip chip-link" onClick={() => showFlow(flow)}>
          <Icon name="workflow" size={12} />
          <span className="ell">{flow.name}</span>
        </button>
      ))}
    </div>
  )
}

const showFlow = ({ id }: Flow): void => {
  showPage('flows')
  session.selection.show(id)
  session.selection.set([])
  showSidebar('info')
}
