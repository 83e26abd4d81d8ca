import { type DragEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../design/index.ts'
import type { ListEdit } from './list-edit.ts'

/** Makes the entries of a list draggable: the grip is what is dragged, the rows are what it is dropped on. */
export const useReorder = (edit: (change: ListEdit) => void, length: number) => {
  const [from, setFrom] = useState<number>()
  const [over, setOver] = useState<number>()
  const end = () => {
    setFrom(undefined)
    setOver(undefined)
  }
  const row = (index: number) => ({
    'data-dragged': from === index || undefined,
    'data-over':
      (over === index && from !== undefined && from !== index && (from < index ? 'below' : 'above')) || undefined,
    onDragOver: (event: DragEvent) => {
      if (from === undefined) return
      event.preventDefault()
      setOver(index)
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      if (from !== undefined && from !== index) edit({ edit: 'move', from, to: index })
      end()
    }
  })
  const grip = (index: number) => ({
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData('text/plain', String(index))
      event.dataTransfer.effectAllowed = 'move'
      setFrom(index)
    },
    onDragEnd: end,
    onKeyDown: (event: KeyboardEvent) => {
      const to = event.key === 'ArrowUp' ? index - 1 : event.key === 'ArrowDown' ? index + 1 : -1
      if (to < 0 || to >= length) return
      event.preventDefault()
      edit({ edit: 'move', from: index, to })
    }
  })
  return { row, grip }
}

/** Dragged with the pointer, moved with the arrow keys. */
export const Grip = ({
  name,
  ...handlers
}: { readonly name: string } & ReturnType<ReturnType<typeof useReorder>['grip']>) => {
  const { t } = useTranslation()
  return (
    <button type="button" className="grip" draggable aria-label={t('forms.move', { name })} {...handlers}>
      <Icon name="grip-vertical" size={14} />
    </button>
  )
}
