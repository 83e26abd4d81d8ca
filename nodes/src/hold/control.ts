import type { Message } from '@millrace/sdk'

/** Whether the message says this to the node, with whatever value. */
export const says = (message: Message, word: string): boolean => Object.hasOwn(message, word)

/** How many of the messages that a node holds `msg.flush` lets go: as many as it says, all when it says no number. */
export const flushed = ({ flush }: Message, held: number): number =>
  typeof flush === 'number' ? Math.max(0, Math.min(Math.floor(flush), held)) : held

/** The message without some of its properties; the same message where it has none of them. */
export const without = (message: Message, ...words: readonly string[]): Message =>
  words.some(word => says(message, word))
    ? (Object.fromEntries(Object.entries(message).filter(([key]) => !words.includes(key))) as unknown as Message)
    : message

/** Whether there is nothing to the message but `_msgid` and these. */
export const isOnly = (message: Message, ...words: readonly string[]): boolean =>
  Object.keys(message).every(key => key === '_msgid' || words.includes(key))
