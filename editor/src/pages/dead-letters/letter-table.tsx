import type { LetterSummary } from '@millrace/server/protocol'
import { useTranslation } from 'react-i18next'
import { Checkbox } from '../../design/index.ts'
import { useDocument } from '../../session/index.ts'
import { nodeName } from '../../shell/node-name.ts'
import { age } from '../../shell/words.ts'
import { failedAt, firstSentence } from './dead-letters.ts'

export interface LetterTableProps {
  readonly letters: readonly LetterSummary[]
  readonly ticked: ReadonlySet<string>
  readonly onTick: (ids: ReadonlySet<string>) => void
  readonly shown: string | undefined
  readonly onShow: (id: string) => void
}

export const LetterTable = ({ letters, ticked, onTick, shown, onShow }: LetterTableProps) => {
  const { t } = useTranslation()
  const all = letters.length > 0 && letters.every(({ id }) => ticked.has(id))
  const some = letters.some(({ id }) => ticked.has(id))
  return (
    <div className="grow dead-scroll">
      <table className="dead-table">
        <thead>
          <tr>
            <th scope="col" className="dead-check">
              <Checkbox
                aria-label={t('dead.chooseAll')}
                isSelected={all}
                isIndeterminate={some && !all}
                onChange={on => onTick(new Set(on ? letters.map(({ id }) => id) : []))}
              />
            </th>
            <th scope="col">{t('dead.error')}</th>
            <th scope="col">{t('dead.failedAt')}</th>
            <th scope="col" className="num">
              {t('dead.age')}
            </th>
            <th scope="col" className="num">
              {t('dead.tries')}
            </th>
          </tr>
        </thead>
        <tbody>
          {letters.map(letter => (
            <LetterRow
              key={letter.id}
              letter={letter}
              ticked={ticked.has(letter.id)}
              onTick={on => onTick(toggled(ticked, letter.id, on))}
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
  readonly letter: LetterSummary
  readonly ticked: boolean
  readonly onTick: (on: boolean) => void
  readonly shown: boolean
  readonly onShow: () => void
}

const LetterRow = ({ letter, ticked, onTick, shown, onShow }: LetterRowProps) => {
  const { t } = useTranslation()
  const flow = useDocument(document => document.flow(letter.flow))
  const node = flow?.nodes.find(({ id }) => id === failedAt(letter))
  return (
    <tr className={shown ? 'is-shown' : ''} onClick={onShow}>
      <td className="dead-check">
        <Checkbox aria-label={t('dead.choose')} isSelected={ticked} onChange={onTick} />
      </td>
      <td className="dead-what">
        <button type="button" className="dead-error ell" aria-current={shown} onClick={onShow}>
          {firstSentence(letter.error.message)}
        </button>
        <div className="muted ell mono">
          {[letter.topic, letter.preview].filter(part => part !== undefined).join(' ')}
        </div>
      </td>
      <td>
        <div className="ell">{node ? nodeName(node) : failedAt(letter)}</div>
        <div className="small muted ell">{flow?.name ?? t('dead.flowGone')}</div>
      </td>
      <td className="num nowrap">{age(letter.buriedAt, Date.now())}</td>
      <td className="num">{letter.tries}</td>
    </tr>
  )
}
