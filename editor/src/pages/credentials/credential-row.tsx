import type { StoredCredential } from '@millrace/engine'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon, IconButton, Menu, MenuTrigger, StatusWord, toast } from '../../design/index.ts'
import { session, useSession } from '../../session/index.ts'
import { openTray } from '../../shell/navigation.ts'
import { RotateCredential } from '../../trays/credentials/rotate-credential.tsx'
import { secretPart } from '../../trays/credentials/secret-part.ts'
import { ExpiryWords } from '../../trays/expiry-notices.tsx'
import { withEnabled } from '../../trays/with-enabled.ts'
import { sinceWords } from '../since.ts'
import type { ListedCredential } from './credential-filter.ts'
import { CredentialUsers } from './credential-users.tsx'

export const CredentialRow = ({
  listed: { view, title },
  onDelete
}: {
  readonly listed: ListedCredential
  readonly onDelete: () => void
}) => {
  const { t, i18n } = useTranslation()
  const { credential, uses, expiries, updatedAt } = view
  const definition = useSession(state => state.catalog.get(credential.type))
  const [rotating, setRotating] = useState(false)
  const [expiry] = expiries
  const off = credential.enabled === false
  const edit = () => openTray({ kind: 'credential', id: credential.id })
  const rotates = definition && secretPart(definition.config, credential.config) !== undefined
  return (
    <tr>
      <th scope="row">
        <span className="named">
          <span className="type-icon">
            <Icon name={definition?.icon ?? 'key-round'} />
          </span>
          <span className="named-text">
            <button type="button" className="name-button" onClick={edit}>
              {credential.name}
            </button>
            <span className="small muted ell">
              {credential.description === undefined
                ? title
                : t('pages.credentials.typeAnd', { title, description: credential.description })}
            </span>
          </span>
        </span>
      </th>
      <td>
        {expiry ? (
          <span className={`expiry is-${expiry.state}`}>
            <Icon name="calendar-clock" size={14} />
            <ExpiryWords warning={expiry} />
          </span>
        ) : (
          <StatusWord level={off ? 'idle' : 'ok'}>
            {t(off ? 'pages.credentials.off' : 'pages.credentials.ready')}
          </StatusWord>
        )}
        {expiry && off && <div className="small muted">{t('pages.credentials.off')}</div>}
      </td>
      <td>
        <CredentialUsers uses={uses} />
      </td>
      <td className="soft nowrap col-since">
        {updatedAt === undefined
          ? '–'
          : sinceWords(updatedAt, Date.now(), time => t('pages.today', { time }), i18n.language)}
      </td>
      <td className="row-menu">
        <MenuTrigger>
          <IconButton small icon="ellipsis" label={t('pages.more', { name: credential.name })} />
          <Menu
            label={t('pages.more', { name: credential.name })}
            items={[
              { id: 'edit', icon: 'pencil', label: t('pages.edit'), onAction: edit },
              ...(rotates
                ? [
                    {
                      id: 'rotate',
                      icon: 'refresh-cw',
                      label: t('trays.rotateMore'),
                      onAction: () => setRotating(true)
                    }
                  ]
                : []),
              {
                id: 'toggle',
                icon: off ? 'circle-play' : 'ban',
                label: t(off ? 'pages.enable' : 'pages.disable'),
                onAction: () =>
                  void toggle(
                    credential,
                    t(off ? 'pages.enabled' : 'pages.disabled', { name: credential.name }),
                    t('trays.notSaved')
                  )
              },
              'gap',
              { id: 'delete', icon: 'trash-2', label: t('trays.delete'), danger: true, onAction: onDelete }
            ]}
          />
        </MenuTrigger>
        {rotating && definition && (
          <RotateCredential
            credential={credential}
            definition={definition}
            users={uses.length}
            onClose={() => setRotating(false)}
          />
        )}
      </td>
    </tr>
  )
}

const toggle = async (credential: StoredCredential, done: string, refused: string): Promise<void> => {
  try {
    await session.request('credential:save', withEnabled(credential, credential.enabled === false))
    toast({ title: done })
  } catch (error) {
    toast({ tone: 'bad', title: refused, text: (error as Error).message })
  }
}
