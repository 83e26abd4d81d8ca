import type { StoredCredential } from '@millrace/engine'
import type { DefinitionView } from '@millrace/sdk'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Chip, IconButton, Notice, StatusWord, Tabs, toast } from '../../design/index.ts'
import { focusProblem } from '../../forms/index.ts'
import { closeTray } from '../../shell/navigation.ts'
import { ExpiryNotices, useExpiries } from '../expiry-notices.tsx'
import { HelpPanel } from '../help-panel.tsx'
import { Tray, TrayHead } from '../tray.tsx'
import { TrayFoot } from '../tray-foot.tsx'
import { withEnabled } from '../with-enabled.ts'
import { CredentialFields } from './credential-fields.tsx'
import { CredentialUses } from './credential-uses.tsx'
import { DeleteCredential } from './delete-credential.tsx'
import { RotateCredential } from './rotate-credential.tsx'
import { secretPart } from './secret-part.ts'
import { useCredentialForm } from './use-credential-form.ts'
import { useCredentialViews } from './use-credential-views.ts'

interface Props {
  /** Undefined: it is a new one. */
  readonly stored: StoredCredential | undefined
  readonly start: StoredCredential
  readonly definition: DefinitionView | undefined
  readonly fitting: readonly DefinitionView[]
  readonly onType?: (type: string) => void
  readonly onCreated?: ((id: string) => void) | undefined
}

export const OpenCredential = ({ stored, start, definition, fitting, onType, onCreated }: Props) => {
  const { t } = useTranslation()
  const form = useCredentialForm(start, definition)
  const { draft, setDraft, problems, nameProblem, saving } = form
  const { views } = useCredentialViews()
  const uses = views?.find(({ credential }) => credential.id === start.id)?.uses ?? []
  const expiries = useExpiries('credential', start.id)
  const [asking, setAsking] = useState<'delete' | 'rotate'>()
  const body = useRef<HTMLDivElement>(null)
  const count = problems.length + (nameProblem ? 1 : 0)
  const title = definition?.title ?? start.type

  const save = async () => {
    const saved = await form.save()
    if (!saved) return
    onCreated?.(saved.id)
    closeTray()
    toast({ title: t('trays.saved', { name: saved.name }) })
  }
  const rotates = stored && definition && secretPart(definition.config, stored.config) !== undefined
  const settings = (
    <>
      {stored?.enabled === false && <Notice icon="ban">{t('trays.credentialOff')}</Notice>}
      <ExpiryNotices warnings={expiries} />
      {definition ? (
        <CredentialFields form={form} definition={definition} fitting={stored ? [] : fitting} onType={onType} />
      ) : (
        <Notice tone="warn">{t('trays.noCredentialType', { types: start.type })}</Notice>
      )}
    </>
  )
  const items = [
    { id: 'settings', label: t('trays.settings'), panel: settings },
    ...(stored
      ? ([
          {
            id: 'uses',
            label: (
              <>
                {t('trays.usedBy')} <Chip>{uses.length}</Chip>
              </>
            ),
            panel:
              uses.length > 0 ? <CredentialUses uses={uses} /> : <p className="muted">{t('trays.credentialUnused')}</p>
          }
        ] as const)
      : []),
    ...(definition
      ? [{ id: 'help' as const, label: t('trays.help'), panel: <HelpPanel definition={definition} /> }]
      : [])
  ]
  return (
    <Tray
      head={
        <TrayHead
          icon={definition?.icon ?? 'key-round'}
          title={stored ? draft.name : t('trays.newCredentialOf', { type: title })}
          subtitle={t('trays.credentialOf', { type: title, count: uses.length })}
        >
          {stored?.enabled === false && <StatusWord level="idle">{t('trays.status.inactive')}</StatusWord>}
          <IconButton icon="x" label={t('common.close')} onPress={closeTray} />
        </TrayHead>
      }
      foot={
        <>
          <TrayFoot
            removeLabel={t('trays.deleteCredential')}
            onRemove={stored && (() => setAsking('delete'))}
            enabled={draft.enabled !== false}
            onEnabled={enabled => setDraft(withEnabled(draft, enabled))}
            problems={count}
            onShowProblem={() => focusProblem(body.current, [...problems, { path: '/:name', message: '' }])}
            onCancel={closeTray}
          >
            {rotates && (
              <Button icon="refresh-cw" onPress={() => setAsking('rotate')}>
                {t('trays.rotateMore')}
              </Button>
            )}
            <Button variant="primary" isDisabled={count > 0 || saving} onPress={() => void save()}>
              {t('trays.save')}
            </Button>
          </TrayFoot>
          {stored && asking === 'delete' && (
            <DeleteCredential credential={stored} uses={uses} onClose={() => setAsking(undefined)} />
          )}
          {stored && definition && asking === 'rotate' && (
            <RotateCredential
              credential={stored}
              definition={definition}
              users={uses.length}
              onClose={() => {
                setAsking(undefined)
                closeTray()
              }}
            />
          )}
        </>
      }
    >
      <div className="tray-main" ref={body}>
        <Tabs
          className="grow"
          label={t('trays.parts')}
          items={items.map(item => ({ ...item, panel: <div className="tray-body">{item.panel}</div> }))}
        />
      </div>
    </Tray>
  )
}
