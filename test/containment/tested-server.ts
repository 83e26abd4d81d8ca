import type { Flow, StoredIntegration } from '@millrace/engine'
import { millraceProcess } from '../crash/millrace-process.ts'

/** A dead letter, as far as it matters here. */
export interface Letter {
  readonly error: { readonly code?: string; readonly message: string; readonly node?: string }
}

export interface Tested {
  readonly name: string
  readonly code: string
  readonly timeout?: number
  /** The flow answers requests with what the code returns, instead of accepting them at once. */
  readonly answers?: boolean
}

/** How many answers other flows have given. */
export interface Beats {
  /** Of a flow without code. */
  plain: number
  /** Of a flow with code, in the process where the culprits begin. */
  code: number
  /** Requests that were refused or broken off. */
  failed: number
}

/** Answers requests with what a node makes of them. */
const answering = (id: string, type: string, config: Readonly<Record<string, unknown>>, method = 'get'): Flow => ({
  format: 1,
  id,
  name: id,
  nodes: [
    { id: 'in', type: 'core/http-in', config: { method, path: `/${id}` }, at: [0, 0], wires: [['work']] },
    { id: 'work', type, config, at: [200, 0], wires: [['out']] },
    { id: 'out', type: 'core/http-response', config: {}, at: [400, 0], wires: [] }
  ]
})

const others = [
  answering('plain', 'core/change', { rules: [] }),
  answering('code', 'core/function', {
    func: "return { ...msg, payload: typeof ({}).polluted + flow.increment('n') }"
  })
]

const flowOf = ({ code, timeout = 0, answers = false }: Tested, at: number): Flow =>
  answers ? answering(`case${at}`, 'core/function', { func: code, timeout }, 'post') : accepting(at, code, timeout)

/** Accepts requests at once, whatever comes of them. */
const accepting = (at: number, code: string, timeout: number): Flow => ({
  format: 1,
  id: `case${at}`,
  name: `Case ${at}`,
  nodes: [
    {
      id: 'in',
      type: 'core/http-in',
      config: { method: 'post', path: `/case${at}`, answer: 'accepted' },
      at: [0, 0],
      wires: [['culprit']]
    },
    {
      id: 'culprit',
      type: 'core/function',
      name: `Culprit ${at}`,
      config: { func: code, timeout },
      at: [200, 0],
      wires: []
    }
  ]
})

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Millrace as people run it with these functions, each in a flow of its own, and with two flows that have to go on all the time. */
export const testedServer = async (
  tested: readonly Tested[],
  options: readonly string[] = [],
  integrations: readonly StoredIntegration[] = []
) => {
  const millrace = await millraceProcess({ flows: [...others, ...tested.map(flowOf)], integrations }, [
    ...['--sandbox-mode', 'process', '--sandbox-processes', '1', '--function-timeout', '300'],
    ...['--function-memory', '32', '--retry-attempts', '1', ...options]
  ])
  const url = await millrace.start()
  const { pid } = millrace
  const beats: Beats = { plain: 0, code: 0, failed: 0 }
  let over = false
  const beat = async (which: 'plain' | 'code') => {
    while (!over) {
      const answer = await fetch(new URL(which, url)).catch(() => undefined)
      if (answer?.ok) beats[which]++
      else if (!over) beats.failed++
      await answer?.text()
      await new Promise(resolve => setTimeout(resolve, 10))
    }
  }
  const beating = [beat('plain'), beat('code')]
  const letters = async (flow: string): Promise<readonly Letter[]> => {
    const answer = await fetch(new URL(`api/v1/dead-letters?flow=${flow}`, url))
    return ((await answer.json()) as { letters: readonly Letter[] }).letters
  }
  const stop = async () => {
    over = true
    await millrace.remove()
    await Promise.all(beating)
  }
  return {
    url,
    beats,
    letters,
    isAlive: () => isRunning(pid),
    post: (at: number, body: string) =>
      fetch(new URL(`case${at}`, url), { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
    stop
  }
}
