import type { Plugin } from '../define/plugin.ts'
import { memoryStorage } from '../testing/memory.ts'
import type { ChildSetup } from './child-process.ts'
import type { Counterpart, Place } from './counterpart.ts'
import { type ContractTypes, contractIntegration } from './flow.ts'
import { type Running, type RunOptions, run } from './running.ts'
import type { ContractTest, CreateRuntime } from './runtime.ts'
import { until, untilAll } from './until.ts'

/** What is under test, and what it is tested with. */
export interface BenchSetup extends ContractTypes {
  readonly createRuntime: CreateRuntime
  readonly plugin: Plugin
  readonly counterpart: Counterpart
  /** Milliseconds that a check waits for a state before it fails; 10,000 when left out. */
  readonly patience?: number
  /** What the checks that need a process of their own start; without it they cannot be run. */
  readonly child?: ChildSetup
}

/** What one check works with: its own place on the far side, and runtimes around the plugin. */
export class Bench {
  readonly setup: BenchSetup
  readonly place: Place
  readonly #stops: (() => Promise<unknown>)[] = []
  readonly #storages = new Map<string, ReturnType<typeof memoryStorage>>()

  constructor(setup: BenchSetup, place: Place) {
    this.setup = setup
    this.place = place
  }

  get #patience(): number {
    return this.setup.patience ?? 10_000
  }

  get far(): Counterpart {
    return this.setup.counterpart
  }

  /** The same for all runtimes of one check: the next one finds what the one before kept. */
  readonly storage = (owner: string) => {
    const found = this.#storages.get(owner) ?? memoryStorage()
    this.#storages.set(owner, found)
    return found
  }

  /** Starts a runtime with one flow, and waits until it is connected and hears. */
  async start(options: RunOptions): Promise<Running> {
    const running = await this.open(options)
    await running.connected()
    return running
  }

  /** Starts a runtime with one flow. */
  async open(options: RunOptions): Promise<Running> {
    const running = run(this, options)
    this.defer(running.stop)
    await running.runtime.start()
    return running
  }

  /** What the Test button says about these settings, beside nothing that is running. */
  async test(config: Place['integration']): Promise<ContractTest> {
    const { runtime } = await this.open({ shape: 'none', enabled: false })
    return runtime.testIntegration(contractIntegration(this.setup, config))
  }

  async send(...bodies: string[]): Promise<void> {
    await this.place.send?.(bodies)
  }

  /** Waits until a foreign client has taken every one of these from the target, in any order, perhaps more than once. */
  received(bodies: readonly string[]): Promise<void> {
    const present = async () => (await this.place.received?.()) ?? []
    return this.untilAll('everything that was sent at the target', bodies, present)
  }

  /** Waits until the source holds nothing more, where it can be asked. */
  async acknowledged(): Promise<void> {
    if (this.far.abilities.showsUnacknowledged !== true) return
    await this.until('the source told that everything is done', async () => (await this.unacknowledged()) === 0)
  }

  async unacknowledged(): Promise<number> {
    return (await this.place.unacknowledged?.(this.storage)) ?? 0
  }

  until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
    return until(what, condition, this.#patience)
  }

  /** Waits until all of these are among what `present` finds. */
  untilAll(
    what: string,
    wanted: readonly string[],
    present: () => readonly string[] | Promise<readonly string[]>
  ): Promise<void> {
    return untilAll(what, wanted, present, this.#patience)
  }

  defer(stop: () => Promise<unknown>): void {
    this.#stops.push(stop)
  }

  async close(): Promise<void> {
    for (const stop of this.#stops.splice(0).reverse()) await stop()
    await this.place.close()
  }
}
