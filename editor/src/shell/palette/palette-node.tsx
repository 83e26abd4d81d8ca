import type { DefinitionView } from '@millrace/sdk'
import { Icon } from '../../design/index.ts'
import { silhouetteOf } from './groups.ts'
import './palette-node.css'

/** A node as the palette shows it: its silhouette, colours, icon and name. */
export const PaletteNode = ({ definition }: { readonly definition: DefinitionView }) => {
  const shape = silhouetteOf(definition)
  return (
    <span className={`pal-node cat-${definition.category ?? 'common'} ${shape}`}>
      <span className="cell">
        <Icon name={definition.icon} size={14} />
      </span>
      <span className="grow ell">{definition.title}</span>
      {shape !== 'source' && !definition.inert && <i className="pal-port is-in" />}
      {shape !== 'sink' && !definition.inert && <i className="pal-port is-out" />}
    </span>
  )
}
