import { useTranslation } from 'react-i18next'
import { IconButton, Menu, type MenuAction, MenuTrigger } from '../../design/index.ts'
import { showDialog } from '../navigation.ts'

export const MainMenu = () => {
  const { t } = useTranslation()
  const items: readonly (MenuAction | 'gap')[] = [
    { id: 'find', icon: 'search', label: t('menu.find'), keys: t('keys.find'), onAction: () => showDialog('find') },
    {
      id: 'actions',
      icon: 'zap',
      label: t('menu.actions'),
      keys: t('keys.actions'),
      onAction: () => showDialog('actions')
    },
    'gap',
    {
      id: 'import',
      icon: 'upload',
      label: t('menu.import'),
      keys: t('keys.import'),
      onAction: () => showDialog('import')
    },
    {
      id: 'export',
      icon: 'download',
      label: t('menu.export'),
      keys: t('keys.export'),
      onAction: () => showDialog('export')
    },
    'gap',
    {
      id: 'shortcuts',
      icon: 'circle-help',
      label: t('menu.shortcuts'),
      keys: t('keys.shortcuts'),
      onAction: () => showDialog('shortcuts')
    },
    { id: 'settings', icon: 'settings', label: t('menu.settings'), onAction: () => showDialog('settings') },
    { id: 'about', icon: 'info', label: t('menu.about'), onAction: () => showDialog('about') }
  ]
  return (
    <MenuTrigger>
      <IconButton icon="menu" label={t('menu.label')} />
      <Menu label={t('menu.label')} items={items} />
    </MenuTrigger>
  )
}
