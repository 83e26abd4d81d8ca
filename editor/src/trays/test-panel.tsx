import type { TestStage } from '@millrace/engine'
import { useTranslation } from 'react-i18next'
import { Button, Icon } from '../design/index.ts'
import { upperFirst } from '../forms/problem-words.ts'
import { parted } from './parted.ts'
import type { TestRun } from './use-test-run.ts'

/** How a Test went, stage by stage; pinned above the foot of the tray. */
export const TestPanel = ({ run, onAgain }: { readonly run: TestRun; readonly onAgain: () => void }) => {
  const { t } = useTranslation()
  const { stages, result, problem } = run
  const running = !result && problem === undefined
  const next = stages.find(({ outcome }) => outcome === 'not tried')
  const took = Math.round(stages.reduce((sum, stage) => sum + stage.took, 0))
  return (
    <section className="test" aria-label={t('trays.test')} aria-live="polite">
      <div className="test-head">
        <h3 className="grow">
          <Title {...run} />
        </h3>
        {!running && <span className="muted small">{t('trays.testTook', { time: clock(run.at), took })}</span>}
        <Button small icon="refresh-cw" isDisabled={running} onPress={onAgain}>
          {t('trays.testAgain')}
        </Button>
      </div>
      {problem !== undefined && <p className="test-todo">{problem}</p>}
      <div className="test-stages">
        {stages.map(stage => (
          <Stage
            key={stage.name}
            stage={stage}
            waits={running && stage.name === next?.name ? 'runs' : running ? 'later' : undefined}
            advice={result && !result.passed && result.stage === stage.name ? result.message : undefined}
          />
        ))}
      </div>
      {result?.passed && result.line !== '' && <p className="soft">{result.line}</p>}
      {result && !result.passed && !stages.some(({ name }) => name === result.stage) && (
        <p className="test-todo">{result.message}</p>
      )}
    </section>
  )
}

const Title = ({ result, problem }: TestRun) => {
  const { t } = useTranslation()
  if (problem !== undefined) return t('trays.testNotRun')
  if (!result) return t('trays.testRunning')
  return result.passed ? t('trays.testPassed') : t('trays.testFailedAt', { stage: upperFirst(result.stage) })
}

const icons = { passed: 'circle-check', failed: 'circle-x', 'not tried': 'minus' } as const

const Stage = ({
  stage,
  waits,
  advice
}: {
  readonly stage: TestStage
  /** While the Test runs: whether it is this one's turn. */
  readonly waits: 'runs' | 'later' | undefined
  readonly advice: string | undefined
}) => {
  const { t } = useTranslation()
  const { name, outcome, detail, took } = stage
  const untried = outcome === 'not tried'
  const [what = '', todo] = advice && detail && advice !== detail ? [detail, advice] : parted(advice ?? detail ?? '')
  const cell = outcome === 'failed' ? 'is-failed' : untried ? 'muted' : 'soft'
  return (
    <>
      <span className={`test-mark is-${untried ? (waits ?? 'untried') : outcome}`}>
        <Icon name={untried && waits === 'runs' ? 'loader-circle' : icons[outcome]} size={untried ? 14 : 16} />
        <span className="visually-hidden">
          {untried && waits ? t(`trays.stage.${waits}`) : t(`trays.outcome.${untried ? 'untried' : outcome}`)}
        </span>
      </span>
      <span className={outcome === 'passed' ? '' : cell}>{upperFirst(name)}</span>
      <span className={`ell ${cell}`}>
        {untried ? (waits ? t(`trays.stage.${waits}`) : t('trays.notTried')) : outcome === 'failed' ? what : detail}
      </span>
      <span className="muted">{untried ? '' : t('trays.milliseconds', { took: Math.round(took) })}</span>
      {outcome === 'failed' && todo && <p className="test-todo">{todo}</p>}
    </>
  )
}

const clock = (at: number): string =>
  new Date(at).toLocaleTimeString(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23'
  })
