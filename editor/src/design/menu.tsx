import type { ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem as AriaMenuItem, Popover, type PopoverProps, Separator } from './aria.ts'
import { Icon } from './icon.tsx'
import './list.css'
import './menu.css'

export interface MenuAction {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly icon?: string
  readonly keys?: string
  readonly isDisabled?: boolean
  readonly danger?: boolean
  readonly onAction: () => void
}

export interface MenuProps {
  readonly label: string
  /** A gap is a line between groups. */
  readonly items: readonly (MenuAction | 'gap')[]
  readonly placement?: PopoverProps['placement']
  readonly children?: ReactNode
}

/** What a `MenuTrigger` of react-aria-components opens: `<MenuTrigger><Button/><Menu/></MenuTrigger>`. */
export const Menu = ({ label, items, placement = 'bottom end' }: MenuProps) => (
  <Popover className="pop" placement={placement} offset={4}>
    <MenuList label={label} items={items} />
  </Popover>
)

/** The list alone, for a popover that stands somewhere else. */
export const MenuList = ({
  label,
  items,
  onClose
}: Omit<MenuProps, 'placement'> & { readonly onClose?: () => void }) => (
  <AriaMenu className="menu" aria-label={label} autoFocus="first" {...(onClose ? { onClose } : {})}>
    {items.map((item, index) =>
      item === 'gap' ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity than its place
        <Separator key={`gap-${index}`} className="menu-gap" />
      ) : (
        <Item key={item.id} item={item} />
      )
    )}
  </AriaMenu>
)

const Item = ({ item }: { readonly item: MenuAction }) => (
  <AriaMenuItem
    id={item.id}
    className={`menu-item ${item.danger ? 'is-danger' : ''}`}
    textValue={item.label}
    isDisabled={item.isDisabled ?? false}
    onAction={item.onAction}
  >
    {item.icon && <Icon name={item.icon} />}
    <span className="grow">
      {item.hint ? <b>{item.label}</b> : item.label}
      {item.hint && <span className="small soft">{item.hint}</span>}
    </span>
    {item.keys && <kbd>{item.keys}</kbd>}
  </AriaMenuItem>
)
