import { useTranslation } from 'react-i18next'
import { Button, Dialog, toast } from '../../design/index.ts'
import { session, useDocument } from '../../session/index.ts'
import { showDialog, showPage } from '../navigation.ts'
import { useShell } from '../shell-state.ts'
import { useDeploy } from './deploy.ts'
import { ProblemList } from './problem-list.tsx'

/** What stops a deploy, each with its node. */
export const ProblemsDialog = () => {
  const { t } = useTranslation()
  const isOpen = useShell(shell => shell.dialog === 'problems')
  const problems = useDeploy(state => state.problems)
  const revision = useDocument(document => document.revision)
  const errors = problems.filter(({ severity }) => severity === 'error').length
  return (
    <Dialog title={t('deploy.stopped', { count: errors })} isOpen={isOpen} onClose={() => showDialog(undefined)}>
      <p className="soft dialog-lead">{t('deploy.stoppedText', { revision })}</p>
      <ProblemList problems={problems} />
    </Dialog>
  )
}

/** Somebody else deployed since: says so, and offers what can be done. */
export const StaleDialog = () => {
  const { t } = useTranslation()
  const isOpen = useShell(shell => shell.dialog === 'stale')
  const message = useDeploy(state => state.stale)
  const reload = async (then: () => void): Promise<void> => {
    try {
      await session.reload()
      showDialog(undefined)
      then()
    } catch (error) {
      toast({ tone: 'bad', title: t('deploy.notReloaded'), text: (error as Error).message })
    }
  }
  return (
    <Dialog
      title={t('deploy.staleTitle')}
      isOpen={isOpen}
      onClose={() => showDialog(undefined)}
      footer={
        <>
          <Button onPress={() => void reload(() => {})}>{t('deploy.reload')}</Button>
          <Button variant="primary" icon="git-compare-arrows" onPress={() => void reload(() => showPage('review'))}>
            {t('deploy.staleReview')}
          </Button>
        </>
      }
    >
      <p className="soft">{message}</p>
      <p className="soft">{t('deploy.staleText')}</p>
    </Dialog>
  )
}
