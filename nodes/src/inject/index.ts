import { defineTrigger, t } from '@millrace/sdk'
import { commonValues } from '../value/value-types.ts'
import { compose, type Property } from './compose.ts'
import { cron, cronProblem, interval, timeZoneProblem } from './schedule.ts'
import { runOn } from './timer.ts'

const values = commonValues.filter(type => type !== 'msg')

export const inject = defineTrigger({
  type: 'core/inject',
  title: 'inject',
  description: 'Starts the flow by a button, at intervals, at set times or when the flow starts.',
  help: `Each property is set in order, so an expression sees those above it. A press, or a call of the API with
\`{ "message": { … } }\`, may replace or add properties for that once.

At set times: five fields of a cron expression (minute, hour, day, month, weekday), or six with seconds in front. The
time zone is that of the server when it is left empty. When the flow has no room for another message the turn is left
out, which the log says.`,
  icon: 'calendar-clock',
  category: 'common',
  button: 'press',
  config: t.Object({
    properties: t.Array(
      t.Object({
        target: t.target({ title: 'Set', types: ['msg'], default: { type: 'msg', value: 'payload' }, columns: 5 }),
        value: t.value({ title: 'to', types: values, default: { type: 'str', value: '' }, columns: 7 })
      }),
      {
        title: 'Message',
        default: [
          { target: { type: 'msg', value: 'payload' }, value: { type: 'date', value: '' } },
          { target: { type: 'msg', value: 'topic' }, value: { type: 'str', value: '' } }
        ]
      }
    ),
    once: t.Boolean({ title: 'When the flow starts', default: false, columns: 6 }),
    onceDelay: t.Number({
      title: 'after seconds',
      default: 0.1,
      minimum: 0,
      columns: 6,
      when: { once: [true] }
    }),
    repeat: t.choice(['none', 'interval', 'cron'], {
      title: 'Repeat',
      widget: 'segments',
      labels: { none: 'never', interval: 'at intervals', cron: 'at set times' },
      default: 'none'
    }),
    interval: t.Number({
      title: 'Every seconds',
      default: 60,
      minimum: 0.001,
      columns: 6,
      when: { repeat: ['interval'] }
    }),
    cron: t.String({
      title: 'At',
      description: 'Minute, hour, day, month, weekday',
      examples: ['0 6 * * 1-5', '*/15 * * * *'],
      minLength: 1,
      default: '0 6 * * *',
      columns: 6,
      when: { repeat: ['cron'] }
    }),
    timeZone: t.String({
      title: 'Time zone',
      description: 'That of the server when empty',
      examples: ['Europe/Berlin'],
      default: '',
      columns: 6,
      when: { repeat: ['cron'] }
    })
  }),
  example: { payload: 1_767_225_600_000, topic: '' },

  problems({ repeat, cron, timeZone }) {
    if (repeat !== 'cron') return []
    const inTime = cronProblem(cron)
    const inZone = timeZone === '' ? undefined : timeZoneProblem(timeZone)
    return [
      ...(inTime === undefined ? [] : [{ path: '/cron', message: inTime }]),
      ...(inZone === undefined ? [] : [{ path: '/timeZone', message: inZone }])
    ]
  },

  start({ id, config, emit, defer, log, metrics, onPress, status }) {
    const composed = compose(config.properties as readonly Property[], log)
    const send = async (occasion: string, own?: object) => {
      const message = await composed()
      await emit({ ...message, ...own }, undefined, { id: `${id}@${occasion}` })
    }

    let busy = false
    const tick = async (at: number) => {
      if (busy) {
        metrics.count('skipped')
        log.warn('left out a turn: the flow has no room for another message', { at: new Date(at).toISOString() })
        return
      }
      busy = true
      try {
        await send(new Date(at).toISOString())
      } catch (error) {
        log.error('cannot make the message', { error })
        status((error as Error).message, 'error')
      } finally {
        busy = false
      }
    }

    onPress(input => send(`press.${crypto.randomUUID()}`, ownProperties(input)))

    const repeat = () => {
      if (config.repeat === 'none') return
      const schedule =
        config.repeat === 'interval' ? interval(config.interval * 1000) : cron(config.cron, config.timeZone)
      defer(runOn(schedule, at => void tick(at)))
    }

    if (!config.once) return repeat()
    const first = setTimeout(() => {
      void tick(Date.now())
      repeat()
    }, config.onceDelay * 1000)
    defer(() => clearTimeout(first))
  }
})

const ownProperties = (input: unknown): object | undefined => {
  const message = (input as { readonly message?: unknown } | null | undefined)?.message
  return message !== null && typeof message === 'object' && !Array.isArray(message) ? message : undefined
}
