import { fitValue } from '../debug/fit-value.ts'
import { letterPage, letterView, purgeAndTell, replayLetters } from '../operations/dead-letters.ts'
import type { ServerParts } from '../operations/parts.ts'
import { LetterChoice, LetterQuery, LetterReplay } from '../schemas/dead-letters.ts'
import { Id, Page, WirePort } from '../schemas/requests.ts'
import type { RequestHandlers } from './request.ts'

type MessageRequest = `deadletters:${'list' | 'page' | 'get' | 'replay' | 'purge'}` | 'wire:last' | 'debug:clear'

export const messageRequests = (parts: ServerParts): RequestHandlers<MessageRequest> => ({
  'deadletters:list': { role: 'viewer', schema: Page, answer: query => parts.runtime.journal.deadLetters(query) },
  'deadletters:page': {
    role: 'viewer',
    schema: LetterQuery,
    answer: query => letterPage(parts.runtime.journal, query)
  },
  'deadletters:get': { role: 'viewer', schema: Id, answer: ({ id }) => letterView(parts.runtime.journal, id) },
  'deadletters:replay': {
    role: 'operator',
    schema: LetterReplay,
    answer: choice => replayLetters(parts.runtime, choice)
  },
  'deadletters:purge': { role: 'operator', schema: LetterChoice, answer: choice => purgeAndTell(parts, choice) },
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
