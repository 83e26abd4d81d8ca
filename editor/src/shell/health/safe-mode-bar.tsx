import type { Health } from '@millrace/server/protocol'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, StatusMark, toast } from '../../design/index.ts'
import { session } from '../../session/index.ts'
import { openNode, openTray } from '../navigation.ts'
import { nodeName } from '../node-name.ts'

/** Why the flows are stopped, who probably brought the server down, and the way to go on. */
export const SafeModeBar = ({ mode }: { readonly mode: NonNullable<Health['safeMode']> }) => {
  const { t } = useTranslation()
  const [starting, setStarting] = useState(false)
  const start = async () => {
    setStarting(true)
    try {
      await session.request('runtime:start-flows')
      toast({ title: t('health.started') })
    } catch (error) {
      toast({ tone: 'bad', title: t('health.notStarted'), text: (error as Error).message })
    } finally {
      setStarting(false)
    }
  }
  return (
    <div className="link-bar is-warn" role="alert">
      <StatusMark level="paced" />
      <b className="nowrap">{t('health.safe')}</b>
      <span className="grow soft">
        {mode.message} {mode.culprit && <Culprit {...mode.culprit} />}
      </span>
      <Button variant="brass" small isDisabled={starting} onPress={() => void start()}>
        {t(starting ? 'health.starting' : 'health.start')}
      </Button>
    </div>
  )
}

const Culprit = ({ owner, error }: NonNullable<NonNullable<Health['safeMode']>['culprit']>) => {
  const { t } = useTranslation()
  const slash = owner.indexOf('/')
  const [flow, id] = [owner.slice(0, Math.max(0, slash)), owner.slice(slash + 1)]
  const node = slash < 0 ? undefined : session.document.node(flow, id)
  const open = () => (slash < 0 ? openTray({ kind: 'integration', id: owner }) : openNode(flow, id))
  return (
    <button type="button" className="link" onClick={open}>
      {t('health.culprit', { name: node ? nodeName(node) : owner, error })}
    </button>
  )
}
