import { useTranslation } from 'react-i18next'
import { Button, Icon, IconButton, Menu, type MenuAction, MenuTrigger } from '../../design/index.ts'
import { useDocument, useSelection, useSession } from '../../session/index.ts'
import { deploy, deployOnly, discard, reviewFirst, useDeploy } from './deploy.ts'
import { useChanges } from './use-changes.ts'
import './deploy-button.css'

/** Brass while there is something to deploy, a quiet word while there is not. */
export const DeployButton = () => {
  const { t } = useTranslation()
  const { count } = useChanges()
  const deploying = useDeploy(state => state.deploying)
  const role = useSession(state => state.role)
  if (count === 0 && !deploying)
    return (
      <span className="deployed">
        <Icon name="check" size={14} />
        {t('deploy.deployed')}
      </span>
    )
  if (role === 'viewer' || role === 'operator')
    return <span className="deployed">{t('deploy.changes', { count })}</span>
  return (
    <span className="deploy">
      <Button
        variant="brass"
        isDisabled={deploying}
        onPress={() => void deploy()}
        aria-label={t('deploy.label', { count })}
      >
        {deploying ? t('deploy.deploying') : t('deploy.deploy')}
        {count > 0 && <span className="deploy-count">{count}</span>}
      </Button>
      <DeployMenu count={count} />
    </span>
  )
}

const DeployMenu = ({ count }: { readonly count: number }) => {
  const { t } = useTranslation()
  const { flows, restarts } = useChanges()
  const shown = useSelection(selection => selection.flow)
  const flow = useDocument(document => (shown === undefined ? undefined : document.flow(shown)))
  const others = useDocument(document => document.flows).filter(({ id }) => id !== shown && flows.has(id))
  const items: (MenuAction | 'gap')[] = [
    {
      id: 'now',
      icon: 'zap',
      label: t('deploy.now'),
      hint: t('deploy.nowHint', { count: restarts }),
      keys: t('keys.deploy'),
      onAction: () => void deploy()
    },
    {
      id: 'review',
      icon: 'git-compare-arrows',
      label: t('deploy.review'),
      hint: t('deploy.reviewHint', { count }),
      keys: t('keys.review'),
      onAction: reviewFirst
    }
  ]
  const [other] = others
  if (flow && other && flows.has(flow.id))
    items.push({
      id: 'only',
      icon: 'workflow',
      label: t('deploy.only'),
      hint: t('deploy.onlyHint', { name: other.name, count: others.length - 1 }),
      onAction: () => void deployOnly(flow)
    })
  items.push('gap', {
    id: 'discard',
    icon: 'undo-2',
    label: t('deploy.discard'),
    hint: t('deploy.discardHint', { count }),
    onAction: discard
  })
  return (
    <MenuTrigger>
      <IconButton variant="brass" icon="chevron-down" label={t('deploy.options')} />
      <Menu label={t('deploy.options')} items={items} />
    </MenuTrigger>
  )
}
