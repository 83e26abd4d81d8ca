import { decode } from '@millrace/sdk'
import type { DebugMessage } from '@millrace/server/protocol'
import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../design/index.ts'
import { flowOf } from '../../../session/index.ts'
import { revealNode } from '../../navigation.ts'
import { bytes, clock } from '../../words.ts'
import { ValueTree } from './value-tree.tsx'

const icons = { debug: 'circle-dot', info: 'info', warn: 'triangle-alert', error: 'circle-x' } as const

/** One message: who said it, when, and what; the value is opened step by step. */
export const Message = memo(({ message }: { readonly message: DebugMessage }) => {
  const { t } = useTranslation()
  const { level, name, at, topic, property, cutFrom, address } = message
  const value = useMemo(() => decoded(message.value), [message.value])
  const text = textOf(value, level)
  const flow = flowOf(address)
  return (
    <article className={`msg is-${level}`}>
      <span className="msg-level">
        <Icon name={icons[level]} size={14} />
      </span>
      <div className="msg-head">
        <button type="button" className="msg-name ell" onClick={() => revealNode(flow, address.slice(flow.length + 1))}>
          {name}
        </button>
        <span className="grow" />
        {(level === 'warn' || level === 'error') && <span className="msg-word">{t(`debug.${level}`)}</span>}
        <time>{clock(at)}</time>
      </div>
      {topic !== undefined && <div className="msg-topic ell">{topic}</div>}
      {text !== undefined && <div className="msg-text">{text}</div>}
      {(text === undefined || typeof value === 'object') && (
        <ValueTree name={property ?? nameOf(value)} path={property ?? ''} value={value} />
      )}
      {cutFrom !== undefined && <div className="msg-topic">{t('debug.cut', { size: bytes(cutFrom) })}</div>}
    </article>
  )
})

const nameOf = (value: unknown): string => (isError(value) ? 'error' : 'msg')

const isError = (value: unknown): value is { readonly name: string; readonly message: string } =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Error).message === 'string' &&
  typeof (value as Error).name === 'string'

/** What is said in words: the message of an error, or a text that is more than a value. */
const textOf = (value: unknown, level: DebugMessage['level']): string | undefined => {
  if (isError(value)) return value.message
  return typeof value === 'string' && level !== 'debug' ? value : undefined
}

/** A message that was cut in the middle cannot be decoded: it is shown as the text that came. */
const decoded = (text: string): unknown => {
  try {
    return decode(text)
  } catch {
    return text
  }
}
