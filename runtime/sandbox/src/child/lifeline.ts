import { Worker } from 'node:worker_threads'

/** The whole thread, as text: it must not need a file of its own, nor type stripping. */
const watching = `
const { Socket } = require('node:net')
new Socket({ fd: 0 }).on('error', () => {}).on('close', () => process.kill(process.pid, 'SIGKILL')).resume()
`

/** Ends this process with its parent, who holds the other end of standard input, also while code runs that nothing else can stop. */
export const holdLifeline = (): void => {
  const worker = new Worker(watching, {
    eval: true,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 }
  })
  worker.unref()
}
