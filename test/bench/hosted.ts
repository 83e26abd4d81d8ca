import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { BenchCase, Found } from './bench-case.ts'
import type { Measurement } from './measurement.ts'

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url))

/** A case that runs in a host of each side, a process of its own for each round. */
export const hosted = (one: BenchCase): Measurement => {
  const cpu = one.unit !== 'msg/s'
  const figure = ({ rate, cpu: used }: Found) => (cpu ? used : rate)
  return {
    name: one.name,
    unit: one.unit,
    less: cpu,
    millrace: async seconds => {
      const execArgv = ['--conditions=@millrace/source', '--no-node-snapshot']
      return figure(await measure(path('engine/host.ts'), execArgv, { ...one, seconds }))
    },
    peer: async seconds => figure(await measure(path('node-red/host.cjs'), [], { ...one, seconds }))
  }
}

const measure = async (host: string, execArgv: string[], work: object): Promise<Found> => {
  const child = fork(host, { execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.send(work)
  const [[found]] = (await Promise.all([once(child, 'message'), once(child, 'exit')])) as [[Found], unknown]
  return found
}
