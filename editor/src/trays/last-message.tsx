import { decode } from '@millrace/sdk'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { session } from '../session/index.ts'
import { ValueTree } from '../shell/sidebar/debug/value-tree.tsx'

/** The last message that left the first output of a node, when there was one. */
export const LastMessage = ({ address }: { readonly address: string }) => {
  const { t } = useTranslation()
  const [message, setMessage] = useState<unknown>()
  useEffect(() => {
    let wanted = true
    const show = (text: string | null) => wanted && setMessage(text === null ? undefined : read(text))
    session.request('wire:last', { address, port: 0 }).then(show, () => show(null))
    return () => {
      wanted = false
    }
  }, [address])
  if (message === undefined) return null
  return (
    <div className="field">
      <span className="label">{t('trays.lastMessage')}</span>
      <div className="last-message">
        <ValueTree name="msg" path="" value={message} opened />
      </div>
    </div>
  )
}

/** One that was cut is no message any more. */
const read = (text: string): unknown => {
  try {
    return decode(text)
  } catch {
    return undefined
  }
}
