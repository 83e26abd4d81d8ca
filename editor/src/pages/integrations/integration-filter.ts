import type { StoredIntegration } from '@millrace/engine'
import type { ConnectionWords } from '../../trays/connection-words.ts'

export type Word = ConnectionWords['word']

/** The order in which states are offered: what needs a person first. */
export const wordOrder: readonly Word[] = ['error', 'unconfigured', 'connecting', 'active', 'inactive']

export interface Filter {
  /** Found in the name and in the title of the type. */
  readonly search: string
  /** Undefined: all. */
  readonly type: string | undefined
  readonly word: Word | undefined
}

export interface Listed {
  readonly integration: StoredIntegration
  readonly title: string
  readonly words: ConnectionWords
}

export const filterIntegrations = (listed: readonly Listed[], { search, type, word }: Filter): readonly Listed[] => {
  const text = search.trim().toLowerCase()
  return listed.filter(
    ({ integration, title, words }) =>
      (type === undefined || integration.type === type) &&
      (word === undefined || words.word === word) &&
      `${integration.name} ${title}`.toLowerCase().includes(text)
  )
}
