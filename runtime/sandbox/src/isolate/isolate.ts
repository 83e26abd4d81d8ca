import ivm from 'isolated-vm'
import type { FunctionSpec } from '../boundary.ts'
import type { Ask } from '../inside/asking.ts'
import { type BootSpec, functionProgram } from '../inside/boot.ts'
import { evaluating } from '../inside/generating.ts'
import { type Hub, hubProgram } from '../inside/hub.ts'
import { isManual, wrap } from '../source.ts'
import type { Problem } from './problem.ts'

/** Milliseconds for finding out what a stopped batch has come to; code may have broken the built-ins that this uses. */
const SETTLING = 250
/** Milliseconds that a module has to load, where its function has less. */
const LOADING = 1000
/** Mebibytes that a context takes by itself, added to what people's code may use. */
const CONTEXT = 0.5

/** A V8 isolate with the hub in it and a context for each function. Knows how to enter; what for, others decide. */
export class Isolate {
  readonly #isolate: ivm.Isolate
  readonly #boot: ivm.Script
  readonly #evaluate: ivm.Script
  readonly #hub: Readonly<Record<keyof Hub, ivm.Reference>>
  readonly #contexts = new Map<number, ivm.Context>()

  constructor(memory: number, functions: number) {
    this.#isolate = new ivm.Isolate({ memoryLimit: Math.max(8, Math.ceil(memory + functions * CONTEXT)) })
    this.#boot = this.#isolate.compileScriptSync(functionProgram, { filename: 'millrace' })
    this.#evaluate = this.#isolate.compileScriptSync(evaluating, { filename: 'millrace' })
    const entries = this.#isolate.createContextSync().evalSync(hubProgram, { reference: true })
    const entry = (name: string) => entries.getSync(name, { reference: true }) as ivm.Reference
    this.#hub = {
      add: entry('add'),
      remove: entry('remove'),
      wire: entry('wire'),
      batch: entry('batch'),
      effects: entry('effects'),
      interrupted: entry('interrupted'),
      stopped: entry('stopped'),
      rejected: entry('rejected')
    }
  }

  /** True once the memory limit was hit, or after `dispose`. */
  get gone(): boolean {
    return this.#isolate.isDisposed
  }

  has(fn: number): boolean {
    return this.#contexts.has(fn)
  }

  /** Makes the context of a function. None of its code has run after that, only that of its modules. */
  open(fn: number, spec: FunctionSpec, ask: Ask): void {
    const context = this.#isolate.createContextSync()
    this.#contexts.set(fn, context)
    const boot = this.#boot.runSync(context, { reference: true }) as ivm.Reference
    const facts: BootSpec = {
      fn,
      id: spec.id,
      name: spec.name,
      outputs: spec.outputs,
      manual: isManual(spec.source)
    }
    const compile = (name: string, source: string, parameters: string) =>
      source === ''
        ? undefined
        : (
            this.#isolate
              .compileScriptSync(wrap(source, parameters), { filename: `${name}.js`, lineOffset: -1 })
              .runSync(context, { reference: true }) as ivm.Reference
          ).derefInto()
    const evaluate = (this.#evaluate.runSync(context, { reference: true }) as ivm.Reference).derefInto()
    const code = compile('function', spec.source || '\n', 'msg, node')
    const [setup, close] = [compile('setup', spec.setup, 'node'), compile('close', spec.close, 'node')]
    const enter = boot.applySync(
      undefined,
      [new ivm.Callback(ask), JSON.stringify(facts), evaluate, code, setup, close],
      {
        result: { reference: true }
      }
    ) as ivm.Reference
    for (const { as, program } of spec.modules ?? [])
      this.#isolate
        .compileScriptSync(`globalThis[${JSON.stringify(as)}] = ${program}\n;0`, { filename: `${as} (module)` })
        .runSync(context, { timeout: Math.max(spec.timeout, LOADING) })
    this.#hub.add.applySync(undefined, [fn, enter.derefInto()])
  }

  /** Forgets a function and everything in its context. */
  remove(fn: number): void {
    const context = this.#contexts.get(fn)
    if (!context) return
    this.#contexts.delete(fn)
    this.#hub.remove.applySync(undefined, [fn])
    context.release()
  }

  /** Lets messages that leave these outputs go to other functions without crossing. */
  wire(fn: number, targets: readonly (number | null)[]): void {
    this.#hub.wire.applySync(undefined, [fn, JSON.stringify(targets)])
  }

  /** Runs until the batch and the promises that it settled are through. Throws when it was stopped or left a rejection. */
  batch(text: string, slice: number, timeout: number): void {
    this.#hub.batch.applySync(undefined, [text, slice], { timeout })
  }

  /** Runs none of people's code, so it needs no time limit. */
  effects(): string {
    return this.#hub.effects.applySync(undefined, []) as string
  }

  /** What was stopped in a batch of several; nothing where it was promises of any of them. */
  interrupted(problem: Problem): string {
    return this.#settle('interrupted', problem)
  }

  stopped(problem: Problem): string {
    return this.#settle('stopped', problem)
  }

  rejected(problem: Problem): string {
    return this.#settle('rejected', problem)
  }

  #settle(how: 'interrupted' | 'stopped' | 'rejected', problem: Problem): string {
    return this.#hub[how].applySync(undefined, [JSON.stringify(problem)], { timeout: SETTLING }) as string
  }

  dispose(): void {
    if (!this.#isolate.isDisposed) this.#isolate.dispose()
  }
}
