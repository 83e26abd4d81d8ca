import { fitValue } from '../debug/fit-value.ts'
import { purgeDeadLetters } from '../operations/dead-letters.ts'
import type { ServerParts } from '../operations/parts.ts'
import { Ids, Page, SomeIds, WirePort } from '../schemas/requests.ts'
import type { RequestHandlers } from './request.ts'

type MessageRequest = `deadletters:${'list' | 'replay' | 'purge'}` | 'wire:last' | 'debug:clear'

export const messageRequests = (parts: ServerParts): RequestHandlers<MessageRequest> => ({
  'deadletters:list': { role: 'viewer', schema: Page, answer: query => parts.runtime.journal.deadLetters(query) },
  'deadletters:replay': { role: 'operator', schema: Ids, answer: ({ ids = [] }) => parts.runtime.replay(ids) },
  'deadletters:purge': { role: 'operator', schema: SomeIds, answer: ({ ids }) => purgeDeadLetters(parts, ids) },
  'wire:last': {
    role: 'viewer',
    schema: WirePort,
    answer({ address, port }) {
      const message = parts.runtime.lastMessage(address, port)
      return message === undefined ? null : fitValue(message).value
    }
  },
  'debug:clear': {
    role: 'operator',
    answer() {
      parts.debug.clear()
      return null
    }
  }
})
