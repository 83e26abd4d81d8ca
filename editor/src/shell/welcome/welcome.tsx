import { useTranslation } from 'react-i18next'
import { Button, Icon, IconButton } from '../../design/index.ts'
import { useSession } from '../../session/index.ts'
import { addFlow } from '../flow-edits.ts'
import { Logo } from '../logo.tsx'
import { openTray } from '../navigation.ts'
import { Balance } from './balance.tsx'
import { dismissGreeting } from './greeting.ts'
import { type Step, steps, useSteps } from './steps.ts'
import './welcome.css'

/** The first run: what already works, what to try, and how to go on. */
export const Welcome = () => {
  const { t } = useTranslation()
  const broker = useSession(state => [...state.catalog.values()].find(isBroker))?.type
  return (
    <>
      <section className="welcome" aria-label={t('welcome.label')}>
        <div className="welcome-head">
          <IconButton className="welcome-close" small icon="x" label={t('welcome.close')} onPress={dismissGreeting} />
          <Logo size={48} />
          <h1>{t('welcome.title')}</h1>
          <p className="soft">{t('welcome.text')}</p>
        </div>
        <Steps />
        <div className="welcome-foot">
          <Button
            variant="primary"
            icon="plug-zap"
            className="welcome-main"
            onPress={() => openTray({ kind: 'integration', ...(broker ? { type: broker } : {}) })}
          >
            {t('welcome.connect')}
          </Button>
          <Button
            icon="plus"
            onPress={() => {
              dismissGreeting()
              addFlow()
            }}
          >
            {t('welcome.empty')}
          </Button>
        </div>
      </section>
      <section className="welcome-balance" aria-label={t('balance.label')}>
        <Balance />
      </section>
    </>
  )
}

const isBroker = ({ kind, plugin, type }: { kind: string; plugin: string; type: string }): boolean =>
  kind === 'integration' && (type.startsWith('mqtt') || plugin.endsWith('mqtt'))

const Steps = () => {
  const { t } = useTranslation()
  const done = useSteps(state => state.done)
  const next = steps.find(step => !done.includes(step))
  const state = (step: Step): string => (done.includes(step) ? 'is-done' : step === next ? 'is-next' : '')
  return (
    <ol className="welcome-steps">
      {steps.map((step, index) => (
        <li key={step} className={state(step)}>
          <span className="welcome-number">
            {done.includes(step) ? <Icon name="check" size={12} /> : index + 1}
            {done.includes(step) && <span className="visually-hidden">{t('welcome.done')}</span>}
          </span>
          <div>
            <b>{t(`welcome.${step}`)}</b>
            <div className="soft small">{t(`welcome.${step}Text`)}</div>
          </div>
        </li>
      ))}
    </ol>
  )
}
