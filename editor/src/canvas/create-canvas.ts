import type { Flow } from '@millrace/engine'
import { i18n } from '../i18n.ts'
import './canvas.css'
import './styles/node.css'
import './styles/node-state.css'
import './styles/wire.css'
import type { Canvas, CanvasOptions, Overview } from './canvas.ts'
import { centerOn } from './focus.ts'
import { around, type Box } from './geometry.ts'
import { followPointer } from './gestures/pointer.ts'
import { followWheel } from './gestures/wheel.ts'
import { followKeys } from './keyboard/keys.ts'
import { groupBox } from './paint/groups.ts'
import { farZoom } from './paint/layer.ts'
import { placeNode } from './placing.ts'
import { createSurface } from './surface.ts'
import type { View } from './viewport.ts'
import { firstView, wholeView } from './views.ts'

/** Draws the flow that the selection shows, and lets people edit it. */
export const createCanvas = (host: HTMLElement, options: CanvasOptions): Canvas => {
  const { document: flows, selection } = options
  const surface = createSurface(host, options)
  const { stage, live, frame, lookAt, lastMessage } = surface
  const { element, scene, viewport, mounts, overlay } = stage
  const closed = new AbortController()
  const { signal } = closed
  const views = new Map<string | undefined, View>()
  let shown: Flow | undefined

  const bounds = (): Box | undefined => {
    const groups = (shown?.groups ?? []).flatMap(group => groupBox(group, scene) ?? [])
    return around([...scene.nodes.values(), ...groups])
  }
  const sync = async (): Promise<void> => {
    const before = shown
    shown = stage.flow()
    const switched = before?.id !== shown?.id
    if (switched) views.set(before?.id, viewport.view)
    name(shown)
    await surface.follow(shown)
    if (switched) viewport.set(views.get(shown?.id) ?? firstView(bounds(), viewport))
    prune()
    surface.stale()
  }
  const name = (flow: Flow | undefined): void =>
    element.setAttribute(
      'aria-label',
      flow ? i18n.t('canvas.region', { name: flow.name }) : i18n.t('canvas.regionEmpty')
    )
  /** What is gone is not selected any more. */
  const prune = (): void =>
    selection.set(
      [...selection.nodes].filter(id => scene.nodes.has(id)),
      [...selection.wires].filter(id => scene.wires.has(id))
    )

  let hovered: string | undefined
  const gestures = followPointer(
    stage,
    (id, at) => {
      const wire = viewport.view.zoom < farZoom ? undefined : id
      if (wire === hovered) return
      hovered = wire
      overlay.hover(wire)
      element.classList.toggle('is-on-wire', wire !== undefined)
      lastMessage.show(wire === undefined ? undefined : scene.wires.get(wire), at)
    },
    signal
  )
  followWheel(stage, signal)
  followKeys(stage, gestures, signal)
  element.addEventListener('focusin', ({ target }) => mounts.pin(nodeOf(target)), { signal })
  element.addEventListener('focusout', ({ relatedTarget }) => mounts.pin(nodeOf(relatedTarget)), { signal })

  const refresh = (): void => {
    for (const { source } of scene.nodes.values()) scene.putNode(source, lookAt(source))
    name(shown)
    surface.stale()
  }
  document.fonts.addEventListener(
    'loadingdone',
    () => {
      surface.forgetTexts()
      refresh()
    },
    { signal }
  )
  i18n.on('languageChanged', refresh)
  const follow = (): void => {
    ready = sync()
  }
  const stops = [
    flows.subscribe(follow),
    selection.subscribe(() => (selection.flow === shown?.id ? surface.stale() : follow())),
    () => i18n.off('languageChanged', refresh)
  ]
  let ready = sync()

  let zoom = viewport.view.zoom
  const tellZoom = (): void => {
    if (viewport.view.zoom === zoom) return
    zoom = viewport.view.zoom
    options.onZoom(zoom)
  }
  stops.push(surface.onDrawn(tellZoom))

  const { setStatuses, setCounts, setProblems, setConnections } = live
  return {
    get zoom() {
      return viewport.view.zoom
    },
    setZoom: next => viewport.zoomTo(next),
    fit: () => {
      ready = ready.then(() => {
        viewport.measure()
        viewport.set(wholeView(bounds(), viewport))
      })
    },
    reveal: id => {
      ready = ready.then(() => {
        const node = scene.nodes.get(id)
        if (!node) return
        centerOn(viewport, node, Math.max(viewport.view.zoom, 0.7))
        frame.now()
        flash(mounts.element(id))
      })
    },
    drop: (type, clientX, clientY) => {
      if (!viewport.covers({ clientX, clientY }) || !stage.flow()) return undefined
      const { x, y } = viewport.toFlow({ clientX, clientY })
      return placeNode(stage, lookAt, type, ({ width }) => ({ x: x - width / 2, y }))
    },
    place: (type, x, y, from) => placeNode(stage, lookAt, type, () => ({ x, y }), from),
    get pointer() {
      return gestures.pointer
    },
    sizeOf: id => scene.nodes.get(id) ?? { width: 0, height: 0 },
    setStatuses,
    setCounts,
    setProblems,
    setConnections,
    refresh,
    focus: () => element.focus({ preventScroll: true }),
    get overview(): Overview {
      return surface.overview(shown)
    },
    showAt: ({ x, y }) => centerOn(viewport, { x, y, width: 0, height: 0 }),
    onDrawn: surface.onDrawn,
    destroy: () => {
      closed.abort()
      for (const stop of stops) stop()
      surface.destroy()
    }
  }
}

const nodeOf = (target: EventTarget | null): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>('[data-node]')?.dataset.node : undefined

const flash = (element: HTMLElement | undefined): void => {
  element?.classList.remove('is-revealed')
  // Read, so that the animation begins anew.
  void element?.offsetWidth
  element?.classList.add('is-revealed')
}
