import { useTranslation } from 'react-i18next'
import { Toolbar } from '../../design/aria.ts'
import { Button, IconButton } from '../../design/index.ts'
import { showDialog, showSidebar } from '../navigation.ts'
import { useShell } from '../shell-state.ts'
import { shownCanvas } from './placing.ts'

/** What one press of a zoom button multiplies by. */
const factor = 1.25

const zoomBy = (by: number): void => {
  const canvas = shownCanvas()
  canvas?.setZoom(canvas.zoom * by)
}

export const ZoomBar = ({ greeting }: { readonly greeting: boolean }) => {
  const { t } = useTranslation()
  const zoom = useShell(shell => shell.zoom)
  const sidebarOpen = useShell(shell => shell.sidebarOpen)
  return (
    <>
      <Toolbar className={`float zoom-bar ${greeting ? 'is-right' : ''}`} aria-label={t('zoom.label')}>
        <IconButton icon="minus" label={t('zoom.out')} onPress={() => zoomBy(1 / factor)} />
        <Button
          variant="quiet"
          className="zoom-value"
          aria-label={t('zoom.reset')}
          onPress={() => shownCanvas()?.setZoom(1)}
        >
          {Math.round(zoom * 100)}%
        </Button>
        <IconButton icon="plus" label={t('zoom.in')} onPress={() => zoomBy(factor)} />
        <IconButton icon="fullscreen" label={t('zoom.fit')} onPress={() => shownCanvas()?.fit()} />
        <IconButton icon="search" label={t('zoom.find')} onPress={() => showDialog('find')} />
        <IconButton icon="list-tree" label={t('zoom.outline')} onPress={() => showSidebar('outline')} />
      </Toolbar>
      {!sidebarOpen && (
        <div className="float show-sidebar">
          <IconButton
            icon="panel-right-close"
            label={t('sidebar.show')}
            onPress={() => useShell.setState({ sidebarOpen: true })}
          />
        </div>
      )}
    </>
  )
}
