import type { Problem } from '@millrace/sdk'
import { useTranslation } from 'react-i18next'
import { Icon } from '../design/index.ts'
import { problemWords } from './problem-words.ts'

/** What is wrong with a field and, where the problem knows a right value, the offer to write it. */
export const ProblemLines = ({
  id,
  label,
  problems,
  onFix
}: {
  readonly id: string
  /** What the problems read on after; by the place, where entries have names of their own. */
  readonly label: string | ((path: string) => string)
  readonly problems: readonly Problem[]
  readonly onFix?: ((fix: string, path: string) => void) | undefined
}) => {
  const { t } = useTranslation()
  return (
    <div className="field-problems" id={id}>
      {problems.map(problem => {
        const { what, advice, fix } = problemWords(typeof label === 'string' ? label : label(problem.path), problem)
        return (
          <p className="err" key={problem.path + problem.message}>
            <Icon name="circle-alert" size={12} />
            <span>
              <b>{what}</b> {advice} {fix && <code>{fix}</code>}
              {fix && onFix && (
                <>
                  {'. '}
                  <button type="button" className="link" onClick={() => onFix(fix, problem.path)}>
                    {t('forms.useIt')}
                  </button>
                </>
              )}
            </span>
          </p>
        )
      })}
    </div>
  )
}
