import type { Code, ConfigHost, Value } from '@millrace/sdk'

/** What runs people's JavaScript. `@millrace/sandbox` implements it; without one, nodes with code are refused at deploy. */
export interface Sandbox {
  /** Compiles the code of one node. Throws a ConfigError whose message gives line and column. */
  code(source: string, path: string): Code
  /** Compiles a JSONata expression into a function that is bounded in time. */
  expression(source: string, host: Pick<ConfigHost, 'env' | 'state'>): Value
  close(): Promise<void>
}
