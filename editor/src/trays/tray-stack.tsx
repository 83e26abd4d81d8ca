import { closeTray } from '../shell/navigation.ts'
import { type OpenTray, useShell } from '../shell/shell-state.ts'
import { IntegrationTray } from './integration-tray.tsx'
import { NodeTray } from './node-tray.tsx'
import { TrayPosition } from './tray.tsx'
import { trayOffsets, trayWidth, useWindowWidth } from './tray-layout.ts'
import './trays.css'

/** The trays that are open, side by side where there is room. Only the top one can be used. */
export const TrayStack = () => {
  const trays = useShell(shell => shell.trays)
  const offsets = trayOffsets(trays, useWindowWidth())
  return trays.map((tray, index) => (
    <TrayPosition
      key={trayKey(tray)}
      value={{
        width: trayWidth(tray),
        offset: offsets[index] ?? 0,
        lowest: index === 0,
        top: index === trays.length - 1,
        close: closeTray
      }}
    >
      {tray.kind === 'node' ? <NodeTray flow={tray.flow} node={tray.node} /> : <IntegrationTray {...tray} />}
    </TrayPosition>
  ))
}

const trayKey = (tray: OpenTray): string =>
  tray.kind === 'node' ? `node:${tray.flow}/${tray.node}` : `integration:${tray.id ?? `new ${tray.type}`}`
