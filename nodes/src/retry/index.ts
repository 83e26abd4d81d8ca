import { defineNode, type Message, type Out } from '@millrace/sdk'
import { Agenda, type Appointment } from '../hold/agenda.ts'
import { showDepth } from '../hold/depth.ts'
import { Hold, type Kept } from '../hold/hold.ts'
import { config } from './config.ts'
import { givenUp } from './given-up.ts'
import { isCounted, waitAfter } from './policy.ts'

export const retry = defineNode({
  type: 'core/retry',
  title: 'retry',
  description: 'Tries the part of the flow behind it again when it fails.',
  help: `Passes each message on through the first output and waits until everything that comes of it is done. When that fails,
the message is passed on again after a time: at random up to a bound that doubles with each try, so that many messages that
failed together do not come back together; or after a fixed time. What the far side asks for (Retry-After) is waited for.

A message that still fails after the last try, or whose error is not worth another, leaves through the second output with
\`msg.error\`. Where nothing is wired there it fails as it would without this node: catch nodes hear of it, then the
flow's own tries and the dead letters follow. Catch nodes do not hear of what fails behind this node before that.

\`msg.retry\` is \`{ "attempt": 2, "of": 5 }\` at the second try of five. The message is held meanwhile: nothing of it is
acknowledged. **Errors that may pass** are all but those that say that the message itself can never succeed.

Example: wire retry before an http request that fails on a status of 400 and above, and the second output to a node that
puts the message aside. A server that is away for a minute then loses nothing.`,
  icon: 'repeat',
  category: 'function',
  outputs: ['passed on', 'given up'],
  holds: true,
  config,

  create(context) {
    const { config, defer } = context
    const { attempts: of, limit } = config
    const show = showDepth(context)
    const waiting = new Map<Kept, Appointment<Kept>>()
    const leave = (kept: Kept) => {
      const appointment = waiting.get(kept)
      if (appointment) agenda.remove(appointment)
      waiting.delete(kept)
      show(waiting.size || '')
    }
    const agenda = new Agenda<Kept>(kept => {
      leave(kept)
      kept.done()
    })
    const hold = new Hold(limit, leave)
    defer(() => hold.close())
    defer(() => agenda.close())

    const pause = (wait: number, message: Message, out: Out): Promise<void> => {
      const kept = hold.keep(message, out)
      waiting.set(kept, agenda.add(wait, kept))
      show(waiting.size)
      return kept.promise
    }

    return async (message, out) => {
      for (let attempt = 1; ; attempt++) {
        try {
          await out.deliver({ ...message, retry: { attempt, of } }, 0, { repeats: attempt > 1 })
          return
        } catch (error) {
          out.signal.throwIfAborted()
          if (attempt < of && isCounted(error, config)) await pause(waitAfter(attempt, error, config), message, out)
          else if (out.wired(1)) return out.send(givenUp(message, error, { attempt, of }), 1)
          else throw error
        }
      }
    }
  }
})
