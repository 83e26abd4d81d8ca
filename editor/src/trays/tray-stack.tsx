import { closeTray } from '../shell/navigation.ts'
import { type OpenTray, useShell } from '../shell/shell-state.ts'
import { CredentialTray } from './credentials/credential-tray.tsx'
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
      <Shown tray={tray} />
    </TrayPosition>
  ))
}

const Shown = ({ tray }: { readonly tray: OpenTray }) => {
  switch (tray.kind) {
    case 'node':
      return <NodeTray flow={tray.flow} node={tray.node} />
    case 'integration':
      return <IntegrationTray {...tray} />
    case 'credential':
      return <CredentialTray {...tray} />
  }
}

const trayKey = (tray: OpenTray): string => {
  switch (tray.kind) {
    case 'node':
      return `node:${tray.flow}/${tray.node}`
    case 'integration':
      return `integration:${tray.id ?? `new ${tray.type}`}`
    case 'credential':
      return `credential:${tray.id ?? `new ${tray.types}`}`
  }
}
