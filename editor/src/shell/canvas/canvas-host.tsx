import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CanvasOptions } from '../../canvas/canvas.ts'
import { createCanvas } from '../../canvas/create-canvas.ts'
import { session, useDocument, useSelection, useSession } from '../../session/index.ts'
import { openTray } from '../navigation.ts'
import { useShell } from '../shell-state.ts'
import { markStep } from '../welcome/steps.ts'
import { CanvasMenu } from './canvas-menu.tsx'
import { feedCanvas } from './feed-canvas.ts'
import { MinimapFrame } from './minimap-frame.tsx'
import { setShownCanvas, shownCanvas } from './placing.ts'
import { press } from './press.ts'
import { ZoomBar } from './zoom-bar.tsx'
import './canvas-host.css'

const QuickAdd = lazy(async () => ({ default: (await import('./quick-add.tsx')).QuickAdd }))

export type QuickAddPlace = Parameters<CanvasOptions['onQuickAdd']>[0]
export type MenuPlace = Parameters<CanvasOptions['onContextMenu']>[0]

export interface CanvasHostProps {
  readonly greeting: boolean
  /** What lies on it, such as the welcome. */
  readonly children?: ReactNode
}

/** The canvas of the flow that is shown, and what floats on it. */
export const CanvasHost = ({ greeting, children }: CanvasHostProps) => {
  const { t } = useTranslation()
  const host = useRef<HTMLDivElement>(null)
  const [quickAdd, setQuickAdd] = useState<QuickAddPlace>()
  const [menu, setMenu] = useState<MenuPlace>()
  const [ready, setReady] = useState(false)
  const shown = useSelection(selection => selection.flow)
  const name = useDocument(document => (shown === undefined ? undefined : document.flow(shown)?.name))

  useEffect(() => {
    const element = host.current
    if (!element) return
    const canvas = createCanvas(element, {
      document: session.document,
      selection: session.selection,
      definition: type => useSession.getState().catalog.get(type),
      integrationName: id => useSession.getState().integrations.find(one => one.id === id)?.name,
      onOpen: openShownNode,
      onPress: press,
      onQuickAdd: setQuickAdd,
      onContextMenu: setMenu,
      onZoom: zoom => useShell.setState({ zoom }),
      lastMessage
    })
    setShownCanvas(canvas, element)
    const stop = feedCanvas(canvas)
    setReady(true)
    return () => {
      stop()
      setReady(false)
      setShownCanvas(undefined)
      canvas.destroy()
    }
  }, [])

  useEffect(() => {
    if (ready && greeting && shown !== undefined) shownCanvas()?.fit()
  }, [ready, greeting, shown])

  return (
    <main className="canvas-frame" aria-label={name === undefined ? t('canvas.none') : t('canvas.label', { name })}>
      <div className={greeting ? 'canvas-host is-beside' : 'canvas-host'} ref={host} />
      {children}
      {ready && !greeting && <MinimapFrame />}
      <ZoomBar greeting={greeting} />
      {quickAdd && (
        <Suspense>
          <QuickAdd place={quickAdd} onClose={() => setQuickAdd(undefined)} />
        </Suspense>
      )}
      {menu && <CanvasMenu place={menu} onClose={() => setMenu(undefined)} />}
    </main>
  )
}

const openShownNode = (node: string): void => {
  const { flow } = session.selection
  if (flow !== undefined) openTray({ kind: 'node', flow, node })
}

const lastMessage = (node: string, port: number): Promise<string | null> => {
  markStep('watch')
  return session.request('wire:last', { address: `${session.selection.flow}/${node}`, port })
}
