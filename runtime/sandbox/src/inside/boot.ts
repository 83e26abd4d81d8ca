import type { Ask } from './asking.ts'
import { asking } from './asking.ts'
import { assemble } from './assemble.ts'
import { buffer } from './buffer.ts'
import { bufferNumbers } from './buffer-numbers.ts'
import { bytes } from './bytes.ts'
import { codec } from './codec.ts'
import { copying } from './copying.ts'
import { effects, type Run } from './effects.ts'
import { generating } from './generating.ts'
import { harden } from './harden.ts'
import { network } from './network.ts'
import { node } from './node.ts'
import { parcels } from './parcels.ts'
import { plainSizes } from './plain-size.ts'
import { printing } from './printing.ts'
import { random } from './random.ts'
import { red } from './red.ts'
import { type Guest, runner, type UserCode } from './runner.ts'
import { sending } from './sending.ts'
import { state } from './state.ts'
import { type Turn, timers } from './timers.ts'
import { type SplitUrl, url } from './url.ts'
import { web } from './web.ts'

const parts = {
  asking,
  buffer,
  bufferNumbers,
  bytes,
  codec,
  copying,
  effects,
  generating,
  harden,
  network,
  node,
  parcels,
  plainSizes,
  printing,
  random,
  red,
  runner,
  sending,
  state,
  timers,
  url,
  web
}

/** What a context is told about the function that it is for. */
export interface BootSpec {
  readonly fn: number
  readonly id: string
  readonly name: string
  readonly outputs: number
  /** The source says itself when it is done with a message. */
  readonly manual: boolean
}

/** Makes a fresh context ready for one function: takes away, puts in, and gives back the way in. */
const boot =
  (inside: typeof parts) =>
  (
    ask: Ask,
    text: string,
    evaluate: (text: string) => unknown,
    code: UserCode['code'],
    setup: UserCode['setup'],
    close: UserCode['close']
  ): Guest => {
    inside.harden()
    inside.generating(evaluate)
    const spec = JSON.parse(text) as BootSpec
    const coding = inside.bytes()
    const { Buffer, view } = inside.buffer(coding)
    inside.bufferNumbers(Buffer)
    const kept = inside.codec(coding, view)
    const request = inside.asking(ask, kept)
    const platform = inside.web(coding)
    const sizeOf = inside.plainSizes()
    const parcel = inside.parcels(kept, sizeOf, inside.copying())
    const outcome = inside.effects(spec.fn, kept, parcel.bodyOf)
    const out = inside.sending(spec.outputs, kept, sizeOf, Buffer.isBuffer, outcome, parcel)
    const turn: Turn = { run: undefined }
    const closing = new Set<() => unknown>()
    const release = (run: Run) => {
      run.holds--
      if (run.returned && run.holds === 0) outcome.end(run)
    }
    const clock = inside.timers(spec.fn, turn, outcome, release)
    const net = inside.network(spec.fn, turn, outcome, kept, bytes => coding.encoding('utf8').toText(bytes))
    const scope = inside.state(request, kept)
    const globals = {
      Buffer,
      ...platform,
      ...inside.url(change => request('url', JSON.stringify(change)) as ReturnType<SplitUrl>),
      ...clock.globals,
      ...net.globals,
      ...inside.random(request, coding),
      console: inside.printing(outcome),
      RED: inside.red(request, platform.structuredClone),
      context: Object.assign(scope('node'), { flow: scope('flow'), global: scope('global') }),
      flow: scope('flow'),
      global: scope('global'),
      env: { get: (name: unknown) => request('env', String(name)) }
    }
    for (const [name, value] of Object.entries(globals))
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true })
    const Node = inside.node(spec.fn, spec, outcome, out, parcel, spec.manual, closing)
    const user = { code, setup, close }
    return inside.runner(
      spec.fn,
      user,
      spec.manual,
      outcome,
      out,
      parcel,
      clock,
      net,
      turn,
      release,
      Node,
      closing,
      kept.decode
    )
  }

/** Evaluates to the function that boots a context. */
export const functionProgram = assemble(boot, parts)
