import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { AccessOf, Broker } from './access.ts'

/** A stand-in that runs elsewhere. */
export interface Counterpart<B extends Broker> {
  readonly access: AccessOf[B]
  /** How many messages have reached its target. */
  passed(): Promise<number>
  close(): Promise<void>
}

const serve = fileURLToPath(new URL('serve.ts', import.meta.url))

/** Resolves when so many messages are in its source. */
export const startCounterpart = async <B extends Broker>(broker: B, messages: number): Promise<Counterpart<B>> => {
  const child = fork(serve, [broker, String(messages)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const gone = once(child, 'exit')
  const told = async <T>(): Promise<T> => {
    const ended = gone.then(([code]) => Promise.reject(new Error(`the stand-in of ${broker} ended with ${code}`)))
    const [answer] = await Promise.race([once(child, 'message'), ended])
    return answer as T
  }
  return {
    access: await told<AccessOf[B]>(),
    passed() {
      child.send('passed')
      return told<number>()
    },
    async close() {
      child.disconnect()
      await gone
    }
  }
}
