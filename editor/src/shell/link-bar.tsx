import { useTranslation } from 'react-i18next'
import { StatusMark } from '../design/index.ts'
import { useSession } from '../session/index.ts'

/** Says that the server is away; gone when it is back. */
export const LinkBar = () => {
  const { t } = useTranslation()
  const link = useSession(state => state.link)
  const problem = useSession(state => state.linkProblem)
  if (link !== 'away' && problem === undefined) return null
  return (
    <div className="link-bar" role="status">
      <StatusMark level="error" />
      <b>{t('link.lost')}</b>
      {problem && <span className="soft">{problem}</span>}
    </div>
  )
}
