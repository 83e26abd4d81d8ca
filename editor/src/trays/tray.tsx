import type { CSSProperties, ReactNode } from 'react'
import { createContext, useContext } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Icon } from '../design/index.ts'

/** Where a tray stands; given by the stack to what is in it. */
export interface TrayPlace {
  readonly width: number
  readonly offset: number
  readonly lowest: boolean
  readonly top: boolean
  readonly close: () => void
}

const TrayContext = createContext<TrayPlace>({ width: 0, offset: 0, lowest: true, top: true, close: () => {} })
export const TrayPosition = TrayContext.Provider

/** The frame of a tray. While it is open all else is inert; Escape closes it, and the focus goes back to where it was. */
export const Tray = ({ head, foot, children }: Record<'head' | 'foot' | 'children', ReactNode>) => {
  const { width, offset, lowest, top, close } = useContext(TrayContext)
  const style = { '--tray-width': `${width}px`, '--tray-offset': `${offset}px` } as CSSProperties
  return (
    <ModalOverlay
      className={lowest ? 'tray-layer is-lowest' : 'tray-layer'}
      isOpen
      isKeyboardDismissDisabled={!top}
      onOpenChange={open => {
        if (!open) close()
      }}
    >
      <Modal className={top ? 'tray' : 'tray is-under'} style={style}>
        <Dialog className="tray-frame">
          {head}
          {children}
          {foot}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

export const TrayHead = ({
  icon,
  className = '',
  title,
  subtitle,
  children
}: {
  readonly icon: string | undefined
  /** Of the icon's cell: a category, a round end. */
  readonly className?: string
  readonly title: string
  readonly subtitle: string
  readonly children?: ReactNode
}) => (
  <header className="tray-head">
    <span className={`tray-icon ${className}`}>
      <Icon name={icon} />
    </span>
    <div className="grow">
      <Heading slot="title" level={2} className="ell">
        {title}
      </Heading>
      <p className="ell">{subtitle}</p>
    </div>
    {children}
  </header>
)
