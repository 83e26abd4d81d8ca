import { AboutDialog } from './about-dialog.tsx'
import { ProblemsDialog, StaleDialog } from './deploy/refusal-dialogs.tsx'
import { ActionList, FindDialog, ShortcutsDialog } from './keyboard/action-dialogs.tsx'
import { SettingsDialog } from './settings/settings-dialog.tsx'
import { ExportDialog } from './transfer/export-dialog.tsx'
import { ImportDialog } from './transfer/import-dialog.tsx'

/** All dialogs of the shell; each knows when it is open. */
export const Dialogs = () => (
  <>
    <ImportDialog />
    <ExportDialog />
    <ShortcutsDialog />
    <SettingsDialog />
    <AboutDialog />
    <ActionList />
    <FindDialog />
    <ProblemsDialog />
    <StaleDialog />
  </>
)
