import type { Check } from '../check.ts'

const events = ['message', 'connect', 'disconnect', 'failure'] as const

/** A36: flows that hear of the connection itself. */
export const connectionEvents: readonly Check[] = [
  {
    name: 'A36 starts the flow on connect, on messages and on disconnect',
    needs: ['receives', 'severs'],
    async run(bench) {
      const running = await bench.start({ shape: 'hear', events })
      const heard = (event: string) => running.heard.filter(message => message.event === event).length
      await bench.until('the event connect', () => heard('connect') === 1)
      await bench.send('message')
      await running.hears(['message'])
      await bench.far.sever?.()
      await bench.until('the event disconnect', () => heard('disconnect') > 0)
      await bench.until('the event connect again', () => heard('connect') > 1)
    }
  },
  {
    name: 'A36 starts the flow on a failure to connect, with the reason',
    needs: ['receives', 'authenticates'],
    async run(bench) {
      const { wrongCredentials } = bench.far
      const integration = wrongCredentials?.integration(bench.place) ?? bench.place.integration
      const running = await bench.open({ shape: 'hear', events, integration })
      await bench.until('the event failure with its reason', () =>
        running.heard.some(({ event, payload }) => {
          const { reason = '' } = (payload ?? {}) as { reason?: string }
          return event === 'failure' && (wrongCredentials?.says.test(reason) ?? false)
        })
      )
    }
  }
]
