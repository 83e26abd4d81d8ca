import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Dialog, DialogTrigger, Popover } from '../../design/aria.ts'
import { StatusMark } from '../../design/index.ts'
import { useSession } from '../../session/index.ts'

const Balance = lazy(async () => ({ default: (await import('../welcome/balance.tsx')).Balance }))

/** How many messages arrive now; opens the balance of all that arrived. */
export const Running = () => {
  const { t } = useTranslation()
  const link = useSession(state => state.link)
  const rate = useSession(state => state.traffic.rate)
  return (
    <DialogTrigger>
      <Button className="running" aria-label={t('running.label', { rate })}>
        <StatusMark level={link === 'live' ? 'ok' : link === 'away' ? 'error' : 'busy'} />
        {link === 'live' ? t('running.rate', { rate }) : t(`link.${link}`)}
      </Button>
      <Popover className="pop" placement="bottom end" offset={4}>
        <Dialog className="running-pop" aria-label={t('balance.label')}>
          <Suspense>
            <Balance />
          </Suspense>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
