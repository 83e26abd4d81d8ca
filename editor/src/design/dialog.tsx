import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from './aria.ts'
import { IconButton } from './icon-button.tsx'
import './dialog.css'

export interface DialogProps {
  readonly title: ReactNode
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** Its buttons, the one that acts last. */
  readonly footer?: ReactNode
  readonly width?: number
  /** For what must be answered: it does not close by a click beside it. */
  readonly alert?: boolean
}

/** While it is open the rest of the page is inert and the focus stays in it; Escape closes it. */
export const Dialog = ({ title, isOpen, onClose, children, footer, width = 480, alert = false }: DialogProps) => {
  const { t } = useTranslation()
  return (
    <ModalOverlay
      className="scrim"
      isOpen={isOpen}
      onOpenChange={open => {
        if (!open) onClose()
      }}
      isDismissable={!alert}
    >
      <Modal className="dialog" style={{ width }}>
        <AriaDialog className="dialog-frame" role={alert ? 'alertdialog' : 'dialog'}>
          <header className="dialog-head">
            <Heading slot="title" className="grow" level={2}>
              {title}
            </Heading>
            <IconButton icon="x" label={t('common.close')} onPress={onClose} />
          </header>
          <div className="dialog-body">{children}</div>
          {footer && <footer className="dialog-foot">{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
