import type { DeadLetter } from '@millrace/engine'
import { useTranslation } from 'react-i18next'
import { Checkbox } from '../../design/index.ts'
import { useDocument } from '../../session/index.ts'
import { nodeName } from '../../shell/node-name.ts'
import { age } from '../../shell/words.ts'
import { failedAt } from './dead-letters.ts'

export interface LetterTableProps {
  readonly letters: readonly DeadLetter[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (ids: ReadonlySet<string>) => void
  readonly shown: string | undefined
  readonly onShow: (id: string) => void
}

export const LetterTable = ({ letters, chosen, onChoose, shown, onShow }: LetterTableProps) => {
  const { t } = useTranslation()
  const all = letters.length > 0 && letters.every(({ id }) => chosen.has(id))
  const some = letters.some(({ id }) => chosen.has(id))
  return (
    <div className="grow dead-scroll">
      <table className="dead-table">
        <thead>
          <tr>
            <th className="dead-check">
              <Checkbox
                aria-label={t('dead.chooseAll')}
                isSelected={all}
                isIndeterminate={some && !all}
                onChange={on => onChoose(new Set(on ? letters.map(({ id }) => id) : []))}
              />
            </th>
            <th>{t('dead.error')}</th>
            <th>{t('dead.failedAt')}</th>
            <th className="num">{t('dead.age')}</th>
            <th className="num">{t('dead.tries')}</th>
          </tr>
        </thead>
        <tbody>
          {letters.map(letter => (
            <LetterRow
              key={letter.id}
              letter={letter}
              chosen={chosen.has(letter.id)}
              onChoose={on => onChoose(toggled(chosen, letter.id, on))}
              shown={letter.id === shown}
              onShow={() => onShow(letter.id)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const toggled = (chosen: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> =>
  on ? new Set([...chosen, id]) : new Set([...chosen].filter(one => one !== id))

interface LetterRowProps {
  readonly letter: DeadLetter
  readonly chosen: boolean
  readonly onChoose: (on: boolean) => void
  readonly shown: boolean
  readonly onShow: () => void
}

const LetterRow = ({ letter, chosen, onChoose, shown, onShow }: LetterRowProps) => {
  const { t } = useTranslation()
  const flow = useDocument(document => document.flow(letter.flow))
  const node = flow?.nodes.find(({ id }) => id === failedAt(letter))
  return (
    <tr className={shown ? 'is-shown' : ''} onClick={onShow}>
      <td className="dead-check">
        <Checkbox aria-label={t('dead.choose')} isSelected={chosen} onChange={onChoose} />
      </td>
      <td>
        <button type="button" className="dead-error ell" aria-current={shown} onClick={onShow}>
          {firstSentence(letter.error.message)}
        </button>
      </td>
      <td>
        {node ? nodeName(node) : failedAt(letter)}
        <div className="small muted">{flow?.name ?? t('dead.flowGone')}</div>
      </td>
      <td className="num nowrap">{age(letter.buriedAt, Date.now())}</td>
      <td className="num">{letter.tries}</td>
    </tr>
  )
}

/** What is wrong; what to do about it stands beside. */
export const firstSentence = (text: string): string => text.split(/\.\s/)[0] as string
