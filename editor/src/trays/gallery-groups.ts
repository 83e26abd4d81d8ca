import type { DefinitionView } from '@millrace/sdk'

export const galleryGroups = ['brokers', 'devices', 'people', 'web'] as const
export type GalleryGroup = (typeof galleryGroups)[number]

const words: readonly (readonly [GalleryGroup, RegExp])[] = [
  ['people', /\b(slack|email|e-mail|chat|telegram|teams|sms)\b/i],
  ['devices', /\b(iot|particle|golioth|device cloud|fleet)\b/i],
  ['brokers', /\b(broker|queue|sqs|websocket|webhook|pub\/sub|event hubs?|mqtt|kafka|amqp|nats|stream)\b/i]
]

/** Where a type stands in the gallery, told from what it calls itself. */
export const galleryGroup = ({ title, type, description }: DefinitionView): GalleryGroup => {
  const named = words.find(([, pattern]) => pattern.test(`${title} ${type.replaceAll(/[/-]/g, ' ')}`))
  return (named ?? words.find(([, pattern]) => pattern.test(description)))?.[0] ?? 'web'
}

const CHOOSE = /\bchoose (?:this|it) (?:when|if)\b(?:[^.\n]|\n(?!\n)|\.(?!\s|$))*\.?/i

/** "Choose this when …" of the help, or what the type is. */
export const reasonFor = ({ help = '', description }: DefinitionView): string => {
  const found = CHOOSE.exec(help)?.[0]
  return found ? found.replaceAll('**', '').replaceAll(/\s+/g, ' ').trim() : description
}
