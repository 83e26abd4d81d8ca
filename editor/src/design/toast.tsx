import { useTranslation } from 'react-i18next'
import {
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion
} from './aria.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'
import './toast.css'

export interface ToastMessage {
  /** What happened, with the verb of the button that did it. */
  readonly title: string
  readonly text?: string
  readonly tone?: 'ok' | 'bad' | 'note'
  readonly action?: { readonly label: string; readonly onAction: () => void }
  /** Milliseconds until it goes by itself; errors stay until dismissed. */
  readonly timeout?: number
}

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 })

/** Shows a message at the bottom left; returns how to take it away. */
export const toast = (message: ToastMessage): (() => void) => {
  const timeout = message.timeout ?? (message.tone === 'bad' ? undefined : 8000)
  const key = queue.add(message, timeout === undefined ? {} : { timeout })
  return () => queue.close(key)
}

const icons = { ok: 'circle-check', bad: 'circle-x', note: 'info' } as const

export const Toasts = () => {
  const { t } = useTranslation()
  return (
    <ToastRegion queue={queue} className="toasts" aria-label={t('common.messages')}>
      {({ toast: shown }) => {
        const { title, text, tone = 'ok', action } = shown.content
        return (
          <Toast toast={shown} className={`toast toast-${tone}`}>
            <Icon name={icons[tone]} />
            <ToastContent className="grow">
              <b>{title}</b>
              {text && <p>{text}</p>}
            </ToastContent>
            {action && (
              <Button
                small
                variant="quiet"
                onPress={() => {
                  queue.close(shown.key)
                  action.onAction()
                }}
              >
                {action.label}
              </Button>
            )}
            <IconButton slot="close" small icon="x" label={t('common.dismiss')} />
          </Toast>
        )
      }}
    </ToastRegion>
  )
}
