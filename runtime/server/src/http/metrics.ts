import type { ServerParts } from '../operations/parts.ts'

type Labels = Readonly<Record<string, string>>
type Sample = readonly [labels: Labels, value: number]

/** The counters of a runtime in the text format of Prometheus. */
export const metricsText = ({ runtime, health, startedAt }: ServerParts): string => {
  const { arrived, done, onTheWay, deadLetters, lost } = runtime.balance()
  const nodes = runtime.counts()
  const connections = runtime.connections()
  const { flows, journal } = health.health
  return [
    counter('millrace_messages_arrived_total', 'Messages that triggers handed over.', [[{}, arrived]]),
    counter('millrace_messages_done_total', 'Messages that are done.', [[{}, done]]),
    counter('millrace_messages_dead_total', 'Messages that became dead letters.', [[{}, deadLetters]]),
    counter(
      'millrace_messages_lost_total',
      'Messages of sources that cannot be paused, come while there was no room.',
      [[{}, lost]]
    ),
    gauge('millrace_messages_on_the_way', 'Messages that are under way.', [[{}, onTheWay]]),
    gauge('millrace_dead_letters', 'Dead letters that are kept.', [[{}, runtime.journal.deadLetterCount()]]),
    gauge('millrace_flows_running', 'Whether the flows run; 0 in safe mode.', [[{}, flows === 'running' ? 1 : 0]]),
    gauge(
      'millrace_journal_state',
      'Which state the journal is in: 1 for that, 0 for the others.',
      (['ok', 'full', 'failed'] as const).map(state => [{ state }, journal.state === state ? 1 : 0])
    ),
    gauge('millrace_journal_messages', 'Messages under way that the journal holds.', [[{}, journal.messages]]),
    gauge('millrace_journal_bytes', 'Bytes of these messages.', [[{}, journal.bytes]]),
    gauge(
      'millrace_disk_free_bytes',
      'Room on the disk of the data folder.',
      journal.freeBytes === undefined ? [] : [[{}, journal.freeBytes]]
    ),
    counter(
      'millrace_node_received_total',
      'Messages that a node received.',
      nodes.map(n => [{ node: n.address }, n.received])
    ),
    counter(
      'millrace_node_failed_total',
      'Messages that failed in a node.',
      nodes.map(n => [{ node: n.address }, n.failed])
    ),
    gauge(
      'millrace_node_waiting',
      'Messages that wait in front of a node.',
      nodes.map(n => [{ node: n.address }, n.waiting])
    ),
    gauge(
      'millrace_integration_connected',
      'Whether an integration is connected.',
      connections.map(c => [{ integration: c.id }, c.status.state === 'connected' ? 1 : 0])
    ),
    gauge('process_resident_memory_bytes', 'Memory of the process.', [[{}, process.memoryUsage.rss()]]),
    gauge('process_start_time_seconds', 'When the server started.', [[{}, startedAt / 1000]])
  ].join('')
}

const family =
  (type: string) =>
  (name: string, help: string, samples: readonly Sample[]): string =>
    `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${samples.map(sample => line(name, sample)).join('')}`

const counter = family('counter')
const gauge = family('gauge')

const line = (name: string, [labels, value]: Sample): string => {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`)
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}\n`
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
