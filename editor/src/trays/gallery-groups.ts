import type { DefinitionView, IntegrationCategory } from '@millrace/sdk'

/** Under which heading the kinds of integrations stand in the gallery. */
const headings: Readonly<Record<IntegrationCategory, GalleryGroup>> = {
  broker: 'brokers',
  queue: 'brokers',
  'device cloud': 'devices',
  web: 'web',
  notification: 'people',
  other: 'others'
}

export const galleryGroups = ['brokers', 'devices', 'web', 'people', 'others'] as const
export type GalleryGroup = (typeof galleryGroups)[number]

export const galleryGroup = ({ group = 'other' }: Pick<DefinitionView, 'group'>): GalleryGroup => headings[group]
