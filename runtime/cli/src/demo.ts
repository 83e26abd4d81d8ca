import type { Flow } from '@millrace/engine'

const reading = '{ "temperature": $round(45 + $random() * 45, 1), "unit": "C" }'

const show = (id: string, name: string, y: number): Flow['nodes'][number] => ({
  id,
  type: 'core/debug',
  name,
  config: {
    status: true,
    statusShows: 'value',
    statusValue: { type: 'jsonata', value: `$formatNumber(payload.temperature, "0.0") & " °C"` }
  },
  at: [788, y],
  wires: []
})

/** What runs when nothing has been deployed yet: a boiler that sends a reading each second, and a switch that sorts them. */
export const demoFlow: Flow = {
  format: 1,
  id: 'demo',
  name: 'Demo: boiler',
  nodes: [
    {
      id: 'boiler',
      type: 'core/inject',
      name: 'Boiler 7',
      config: {
        properties: [
          { target: { type: 'msg', value: 'topic' }, value: { type: 'str', value: 'boiler/7' } },
          { target: { type: 'msg', value: 'payload' }, value: { type: 'jsonata', value: reading } }
        ],
        once: true,
        repeat: 'interval',
        interval: 1
      },
      at: [410, 240],
      wires: [['heat']]
    },
    {
      id: 'heat',
      type: 'core/switch',
      name: 'How hot?',
      config: {
        property: { type: 'msg', value: 'payload.temperature' },
        rules: [
          { test: 'gt', value: { type: 'num', value: '80' } },
          { test: 'btwn', from: { type: 'num', value: '60' }, to: { type: 'num', value: '80' } },
          { test: 'else' }
        ],
        stopAtFirst: true
      },
      at: [572, 240],
      wires: [['alarm'], ['watch'], ['normal']]
    },
    show('alarm', 'Alarm', 156),
    show('watch', 'Watch', 240),
    show('normal', 'Normal', 324)
  ]
}
