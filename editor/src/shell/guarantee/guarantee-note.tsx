import '../../locales/page-words.ts'
import type { WeakPoint } from '@millrace/engine'
import type { Guarantee } from '@millrace/sdk'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../design/index.ts'
import { session } from '../../session/index.ts'
import { openNode } from '../navigation.ts'
import { promisedBy } from './guarantee.ts'
import { useGuarantees } from './use-guarantees.ts'
import './guarantee.css'

const icons: Readonly<Record<Guarantee, string>> = {
  'may lose': 'triangle-alert',
  'at least once': 'shield',
  idempotent: 'shield-check'
}

/** What becomes of messages when something crashes: of one trigger by its address, of a flow by its id. It tells what runs, not what is being edited. */
export const GuaranteeNote = ({ of }: { readonly of: string }) => {
  const { t } = useTranslation()
  const promised = promisedBy(useGuarantees(), of)
  if (!promised) return null
  const { guarantee, reasons } = promised
  const word = guarantee === 'may lose' ? 'lose' : guarantee === 'idempotent' ? 'once' : 'twice'
  return (
    <section className={`guarantee is-${word}`} aria-label={t('guarantee.label')}>
      <Icon name={icons[guarantee]} />
      <div className="grow">
        <b>{t(`guarantee.${word}`)}</b>
        <p className="soft">{t(`guarantee.${word}Text`)}</p>
        {reasons.length > 0 && (
          <ul>
            {reasons.map(({ address, reason }) => (
              <li key={address + reason}>
                <Reason address={address} reason={reason} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

const Reason = ({ address, reason }: Pick<WeakPoint, 'address' | 'reason'>) => {
  const slash = address.indexOf('/')
  const [flow, id] = [address.slice(0, slash), address.slice(slash + 1)]
  if (!session.document.node(flow, id)) return reason
  return (
    <button type="button" className="link" onClick={() => openNode(flow, id)}>
      {reason}
    </button>
  )
}
