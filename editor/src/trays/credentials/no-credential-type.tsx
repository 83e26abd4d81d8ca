import { useTranslation } from 'react-i18next'
import { Button, Dialog } from '../../design/index.ts'
import { closeTray } from '../../shell/navigation.ts'

/** None of the types that a field wants is contributed by a plugin. */
export const NoCredentialType = ({ types }: { readonly types: readonly string[] }) => {
  const { t } = useTranslation()
  return (
    <Dialog
      isOpen
      onClose={closeTray}
      title={t('forms.newCredential')}
      footer={<Button onPress={closeTray}>{t('common.close')}</Button>}
    >
      <p>{t('trays.noCredentialType', { types: types.join(', ') })}</p>
    </Dialog>
  )
}
