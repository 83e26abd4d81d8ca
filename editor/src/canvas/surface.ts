import type { Flow, FlowNode } from '@millrace/engine'
import type { CanvasOptions, Overview } from './canvas.ts'
import { element as make } from './dom/element.ts'
import { createLastMessage, type LastMessage } from './dom/last-message.ts'
import { createMounts } from './dom/mounts.ts'
import { createOverlay } from './dom/overlay.ts'
import { bringIntoView } from './focus.ts'
import { createFrame, type Frame } from './frame.ts'
import { drawGraph } from './graph/draw-graph.ts'
import { FlowEditor } from './graph/flow-editor.ts'
import { followFlow } from './graph/follow-flow.ts'
import { createLive, type Live } from './live.ts'
import { lookOf, type NodeLook } from './node-look.ts'
import { groupBox } from './paint/groups.ts'
import { createLayer, farZoom } from './paint/layer.ts'
import { createScene } from './scene.ts'
import type { Stage } from './stage.ts'
import { textMeasure } from './text-measure.ts'
import { createTheme } from './theme.ts'
import { createViewport } from './viewport.ts'

/** Everything that draws: nodes as elements, wires on a canvas, the looked-at wires above. */
export interface Surface {
  readonly stage: Stage
  readonly live: Live
  readonly frame: Frame
  readonly lastMessage: LastMessage
  lookAt(node: FlowNode): NodeLook
  /** Draws this flow; resolves when all of it is known. */
  follow(flow: Flow | undefined): Promise<void>
  /** The states of nodes and wires may have changed. */
  stale(): void
  overview(flow: Flow | undefined): Overview
  onDrawn(heard: () => void): () => void
  /** Fonts have come: texts are to be measured anew. */
  forgetTexts(): void
  destroy(): void
}

export const createSurface = (host: HTMLElement, options: CanvasOptions): Surface => {
  const { document: flows, selection } = options
  const element = make('div', 'flow-canvas')
  element.tabIndex = 0
  element.setAttribute('role', 'application')
  const announcer = make('div', 'visually-hidden')
  announcer.setAttribute('aria-live', 'polite')
  element.append(announcer)
  host.append(element)

  const heard = new Set<() => void>()
  const texts = textMeasure()
  const scene = createScene()
  const frame = createFrame(() => draw())
  const theme = createTheme(frame.request)
  const stale = (): void => {
    mounts.stale()
    layer.stale()
    frame.request()
  }
  const live = createLive(flows, selection, stale)
  const viewport = createViewport(element, frame.request)
  const layer = createLayer(element, viewport, scene, live, theme, {
    node: id => selection.nodes.has(id),
    wire: id => selection.wires.has(id)
  })
  const overlay = createOverlay(viewport.holder, scene, live)
  const mounts = createMounts(viewport.holder, scene, live)
  const flow = (): Flow | undefined => (selection.flow === undefined ? undefined : flows.flow(selection.flow))

  const draw = (): void => {
    const near = viewport.view.zoom >= farZoom
    element.classList.toggle('is-far', !near)
    const unmounted = mounts.update(near ? viewport.box : undefined)
    layer.paint(flow()?.groups ?? [], unmounted)
    if (unmounted.length > 0) frame.request()
    overlay.update(near ? selection.wires : [])
    for (const listener of [...heard]) listener()
  }

  const lookAt = (node: FlowNode): NodeLook =>
    lookOf(node, options.definition(node.type), options.integrationName, texts.measure)
  const editor = new FlowEditor()
  drawGraph(editor, scene, lookAt)
  const follower = followFlow(editor, node => scene.putNode(node, lookAt(node)))
  const lastMessage = createLastMessage(element, options.lastMessage)

  let nodes: Overview['nodes'] = []
  let countedAt = -1
  return {
    live,
    frame,
    lastMessage,
    lookAt,
    stale,
    follow: follower.follow,
    stage: {
      element,
      options,
      document: flows,
      selection,
      scene,
      viewport,
      mounts,
      overlay,
      flow,
      draw: frame.request,
      say: text => {
        announcer.textContent = text
      },
      focusNode: id => {
        const node = scene.nodes.get(id)
        if (!node) return
        mounts.pin(id)
        bringIntoView(viewport, node)
        frame.now()
        mounts.element(id)?.focus({ preventScroll: true })
      }
    },
    overview: shown => {
      if (countedAt !== scene.version) {
        nodes = [...scene.nodes.values()].map(({ x, y, width, height, look: { category } }) => ({
          x,
          y,
          width,
          height,
          category
        }))
        countedAt = scene.version
      }
      return { nodes, groups: (shown?.groups ?? []).flatMap(group => groupBox(group, scene) ?? []), seen: viewport.box }
    },
    onDrawn: listener => {
      heard.add(listener)
      return () => heard.delete(listener)
    },
    forgetTexts: texts.forget,
    destroy: () => {
      frame.destroy()
      live.destroy()
      theme.destroy()
      lastMessage.destroy()
      viewport.destroy()
      element.remove()
    }
  }
}
