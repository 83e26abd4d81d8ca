import type { Category, DefinitionView } from '@millrace/sdk'
import '../../design/base.css'
import '../../design/category.css'
import '../../design/tokens.css'
import { createDocument } from '../../document/document.ts'
import { createSelection } from '../../document/selection.ts'
import { flowOf, nodeOf } from '../../document/testing.ts'
import { createCanvas } from '../canvas.ts'
import { createMinimap } from '../minimap.ts'

/** A page with nothing but a canvas, for tests that drive it with a real pointer and keyboard. */

const definition = (draft: Partial<DefinitionView> & { readonly type: string }): DefinitionView => ({
  kind: 'node',
  plugin: 'test',
  title: draft.type,
  description: '',
  version: 1,
  config: { type: 'object' },
  hasProblems: false,
  category: 'function' as Category,
  outputs: 1,
  ...draft
})

const definitions = new Map(
  [
    definition({ type: 'inject', kind: 'trigger', button: 'press' }),
    definition({ type: 'step' }),
    definition({ type: 'switch', outputs: ['high', 'low'] }),
    definition({ type: 'debug', outputs: 0, button: 'toggle' })
  ].map(one => [one.type, one])
)

const small = flowOf('small', [
  nodeOf('in', { type: 'inject', name: 'in', at: [100, 100], wires: [['out']] }),
  nodeOf('step', { type: 'step', name: 'step', at: [300, 200] }),
  nodeOf('out', { type: 'debug', name: 'out', at: [500, 100] }),
  nodeOf('sw', { type: 'switch', name: 'sw', at: [100, 300], wires: [['out'], []] })
])
const large = flowOf(
  'large',
  Array.from({ length: 3000 }, (_, i) =>
    nodeOf(`n${i}`, { type: 'step', at: [40 + (i % 50) * 200, 40 + Math.floor(i / 50) * 60], wires: [[`n${i + 1}`]] })
  )
)

const begin = () => {
  const flows = createDocument([small, large], 1)
  const selection = createSelection()
  const calls: (readonly [name: string, value: unknown])[] = []
  const note =
    (name: string) =>
    (value: unknown): void =>
      void calls.push([name, value])
  const canvas = createCanvas(document.getElementById('canvas') as HTMLElement, {
    document: flows,
    selection,
    definition: type => definitions.get(type),
    integrationName: () => undefined,
    onOpen: note('open'),
    onPress: note('press'),
    onQuickAdd: note('quickAdd'),
    onContextMenu: note('menu'),
    onZoom: note('zoom'),
    lastMessage: async (node, port) => `{"topic":"${node}","payload":${port}}`
  })
  selection.show('small')
  return { canvas, flows, selection, calls, createMinimap }
}

export type Bench = ReturnType<typeof begin>

let bench: Bench | undefined

/** Begins anew: another canvas on another document. */
const restart = (): void => {
  bench?.canvas.destroy()
  bench = begin()
  Object.assign(window, { bench })
}
Object.assign(window, { restart })
restart()
