import type { StoredIntegration } from '@millrace/engine'
import type { Problem } from '@millrace/sdk'
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Icon, IconButton, StatusMark } from '../design/index.ts'
import { ProblemLines } from '../forms/index.ts'
import { useSession } from '../session/index.ts'
import { openTray } from '../shell/navigation.ts'
import { ConnectionReason, ConnectionWord, useConnection } from './connection-state.tsx'
import { INTEGRATION } from './node-draft.ts'

interface Props {
  /** Type of the integrations that fit. */
  readonly type: string
  readonly value: string | undefined
  readonly onChange: (id: string) => void
  readonly problem: Problem | undefined
}

/** The integration of a node: which one, how its connection is, and the way to change it or to make another. */
export const IntegrationPicker = ({ type, value, onChange, problem }: Props) => {
  const { t } = useTranslation()
  const integrations = useSession(session => session.integrations)
  const icon = useSession(session => session.catalog.get(type)?.icon)
  const fitting = integrations.filter(integration => integration.type === type)
  const chosen = fitting.find(({ id }) => id === value)
  return (
    <div className="field" data-path={INTEGRATION}>
      <span className="label" id="integration-label">
        {t('trays.integration')}
      </span>
      <div className="pick" data-invalid={problem ? true : undefined}>
        <div className="pick-row">
          <Select
            className="pick-select"
            aria-labelledby="integration-label"
            value={chosen?.id ?? null}
            onChange={id => onChange(String(id))}
            placeholder={fitting.length > 0 ? t('trays.chooseIntegration') : t('trays.noIntegration')}
            isInvalid={problem !== undefined}
            {...(problem ? { 'aria-describedby': 'integration-problem' } : {})}
          >
            <Button className="pick-button">
              <Icon name={icon} size={14} />
              <SelectValue className="grow ell" />
              <Icon name="chevrons-up-down" size={14} />
            </Button>
            <Popover className="pop list-pop">
              <ListBox className="list-box" items={fitting}>
                {integration => <IntegrationItem integration={integration} />}
              </ListBox>
            </Popover>
          </Select>
          {chosen && (
            <IconButton
              small
              icon="pencil"
              label={t('trays.editIntegration', { name: chosen.name })}
              onPress={() => openTray({ kind: 'integration', id: chosen.id })}
            />
          )}
          <IconButton
            small
            icon="plus"
            label={t('trays.newIntegration')}
            onPress={() => openTray({ kind: 'integration', type, onCreated: onChange })}
          />
        </div>
        {chosen && <StatusLine integration={chosen} />}
      </div>
      {problem && <ProblemLines id="integration-problem" label={t('trays.integration')} problems={[problem]} />}
    </div>
  )
}

const StatusLine = ({ integration }: { readonly integration: StoredIntegration }) => {
  const words = useConnection(integration)
  return (
    <div className={words.level === 'error' ? 'pick-status is-bad' : 'pick-status'}>
      <ConnectionWord words={words} />
      <span className="grow ell">
        <ConnectionReason words={words} />
      </span>
    </div>
  )
}

const IntegrationItem = ({ integration }: { readonly integration: StoredIntegration }) => {
  const { level } = useConnection(integration)
  return (
    <ListBoxItem id={integration.id} className="list-item" textValue={integration.name}>
      <span className="grow ell">{integration.name}</span>
      <StatusMark level={level} />
    </ListBoxItem>
  )
}
