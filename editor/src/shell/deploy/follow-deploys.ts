import { toast } from '../../design/index.ts'
import { i18n } from '../../i18n.ts'
import { session } from '../../session/index.ts'
import { countChanges } from './changes.ts'
import { useDeploy } from './deploy.ts'

/** Says when somebody else deployed, and what became of the edits here, until the returned function is called. */
export const followDeploys = (): (() => void) =>
  session.on('deployed', ({ revision, by }) => {
    if (useDeploy.getState().deploying) return
    const { count } = countChanges(session.document)
    toast({
      tone: 'note',
      title: by ? i18n.t('deploy.otherBy', { revision, by }) : i18n.t('deploy.other', { revision }),
      ...(count > 0 ? { text: i18n.t('deploy.otherKept', { count }) } : {})
    })
  })
