import { decode } from '@millrace/sdk'
import { i18n } from '../../i18n.ts'
import { element } from './element.ts'

/** Shows the last message of the wire under the pointer, after the pointer has rested on it. */
export interface LastMessage {
  show(
    wire: { readonly source: string; readonly port: number } | undefined,
    at: { readonly clientX: number; readonly clientY: number }
  ): void
  destroy(): void
}

const rest = 350
const longest = 60

export const createLastMessage = (
  host: HTMLElement,
  ask: (node: string, port: number) => Promise<string | null>
): LastMessage => {
  const card = element('div', 'last-message')
  card.setAttribute('role', 'tooltip')
  card.hidden = true
  host.append(card)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  const hide = (): void => {
    clearTimeout(timer)
    asked++
    card.hidden = true
  }
  const fetch = async (node: string, port: number, x: number, y: number): Promise<void> => {
    const mine = ++asked
    const text = await ask(node, port).catch(() => null)
    if (mine !== asked) return
    card.replaceChildren(element('b', '', i18n.t('canvas.lastMessage')), ...rowsOf(text))
    card.hidden = false
    card.style.left = `${Math.max(8, Math.min(x + 12, host.clientWidth - card.offsetWidth - 8))}px`
    card.style.top = `${Math.max(8, Math.min(y + 16, host.clientHeight - card.offsetHeight - 8))}px`
  }

  return {
    show: (wire, { clientX, clientY }) => {
      hide()
      if (!wire) return
      const { left, top } = host.getBoundingClientRect()
      timer = setTimeout(() => void fetch(wire.source, wire.port, clientX - left, clientY - top), rest)
    },
    destroy: () => {
      hide()
      card.remove()
    }
  }
}

const rowsOf = (text: string | null): readonly Node[] => {
  if (text === null) return [element('p', 'muted', i18n.t('canvas.noMessage'))]
  const message = decoded(text)
  if (typeof message !== 'object' || message === null) return [element('code', '', brief(message))]
  const { topic, payload } = message as Readonly<Record<string, unknown>>
  return [...(topic === undefined ? [] : [row('topic', topic)]), row('payload', payload)]
}

const row = (key: string, value: unknown): HTMLElement =>
  element('code', '', element('span', 'key', `${key}: `), element('span', kindOf(value), brief(value)))

const kindOf = (value: unknown): string => {
  if (value === null || value === undefined) return 'is-null'
  return ['string', 'number', 'boolean'].includes(typeof value) ? `is-${typeof value}` : 'is-other'
}

const brief = (value: unknown): string => {
  const text = value instanceof Uint8Array ? `${value.length} bytes` : (JSON.stringify(value) ?? String(value))
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

const decoded = (text: string): unknown => {
  try {
    return decode(text)
  } catch {
    return text
  }
}
