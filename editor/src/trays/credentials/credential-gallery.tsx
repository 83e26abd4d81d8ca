import { useTranslation } from 'react-i18next'
import { useSession } from '../../session/index.ts'
import { openTray } from '../../shell/navigation.ts'
import { Gallery } from '../gallery.tsx'

/** The types of credentials, each with what it is for. */
export const CredentialGallery = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const catalog = useSession(state => state.catalog)
  const types = [...catalog.values()].filter(({ kind }) => kind === 'credential')
  return (
    <Gallery
      title={t('trays.addCredential')}
      sections={[{ id: 'all', types }]}
      reason={({ description }) => description}
      note={t('trays.credentialsShared')}
      onClose={onClose}
      onChoose={({ type }) => {
        onClose()
        openTray({ kind: 'credential', types: [type] })
      }}
    />
  )
}
