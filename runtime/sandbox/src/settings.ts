import { availableParallelism } from 'node:os'

export interface SandboxSettings {
  /** Where code runs: in processes that can be killed, or in isolates of this one, for who writes all code alone. `process` when left out. */
  readonly mode?: 'process' | 'inline'
  /** Milliseconds that one message, timer or expression may take where a node says nothing. 1000 when left out. */
  readonly timeout?: number
  /** Mebibytes that the code of one flow may use where a node says nothing. 64 when left out. */
  readonly memory?: number
  /** How many processes flows are spread over. When left out 1, or 2 where there are four cores or more. */
  readonly processes?: number
  /** Hosts that code may fetch from, such as `api.example.com` or `*.example.com`. None when left out. */
  readonly fetch?: readonly string[]
  /** Packages that code may use. None when left out. */
  readonly modules?: readonly string[]
  /** The folder in whose `node_modules` they are. The working directory when left out. */
  readonly modulesFrom?: string
}

export const withDefaults = ({
  mode = 'process',
  timeout = 1000,
  memory = 64,
  processes = availableParallelism() >= 4 ? 2 : 1,
  fetch = [],
  modules = [],
  modulesFrom = process.cwd()
}: SandboxSettings): Required<SandboxSettings> => ({
  mode,
  timeout,
  memory,
  processes,
  fetch,
  modules,
  modulesFrom
})
