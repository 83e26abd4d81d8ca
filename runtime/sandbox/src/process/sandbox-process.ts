import { type ChildProcess, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { parse } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Frames, frameOf } from './frames.ts'
import { type Head, signs } from './protocol.ts'

/** Milliseconds that a process has to start. */
const START = 30_000
/** Characters kept of what a process writes to standard error. */
const LAST_WORDS = 4000

/** Someone whose work runs in a process. */
export interface Tenant {
  /** A part of the work, or the end of it. */
  report(text: string, over: boolean): void
  /** Answers what the work asks; it waits for that. */
  answer(question: string): string
  /** The process is gone. `end` is given to whose turn it was, if that is why. */
  ended(end: End | undefined): void
}

/** Why a process is gone. */
export type End = { readonly kind: 'stuck' } | { readonly kind: 'crashed' | 'never started'; readonly detail: string }

const CLOSED: End = { kind: 'never started', detail: 'the sandbox is closed' }

interface Turn {
  readonly tenant: Tenant
  /** Milliseconds that may pass between two signs of life. */
  readonly patience: number
}

/** A process that runs people's code: started with the first work, killed when it does not answer, started again when there is more. */
export class SandboxProcess {
  readonly #tenants = new Set<Tenant>()
  readonly #turns: Turn[] = []
  #process: ChildProcess | undefined
  #pipe: Socket | undefined
  #ready = false
  #heardAt = 0
  #watchdog: NodeJS.Timeout | undefined
  #looksAt = 0
  /** Whose turn it was when the process was killed. */
  #victim: Turn | undefined
  #lastWords = ''
  #closed = false

  /** The number of the operating system, while it runs. */
  get pid(): number | undefined {
    return this.#process?.pid
  }

  /** How much waits for its turn. */
  get busy(): number {
    return this.#turns.length
  }

  run(tenant: Tenant, head: Head, text: string, patience: number): void {
    if (this.#closed) {
      tenant.ended(CLOSED)
      return
    }
    if (!this.#process) this.#start()
    this.#tenants.add(tenant)
    if (this.#turns.length === 0) {
      this.#heardAt = performance.now()
      this.#process?.ref()
      this.#pipe?.ref()
    }
    this.#turns.push({ tenant, patience })
    this.#send(head, text)
    this.#watch()
  }

  /** Has no more work, and wants to hear nothing. */
  leave(tenant: Tenant, head?: Head): void {
    if (this.#tenants.delete(tenant) && head && this.#process) this.#send(head, '')
  }

  close(): void {
    this.#closed = true
    this.#process?.kill('SIGKILL')
    this.#forget()
    const tenants = [...this.#tenants]
    this.#tenants.clear()
    for (const tenant of tenants) tenant.ended(CLOSED)
  }

  #start(): void {
    const main = import.meta.url.endsWith('.ts') ? '../child/main.ts' : '../child/main.js'
    const conditions = main.endsWith('.ts') ? ['--conditions=@millrace/source'] : []
    const child = spawn(
      process.execPath,
      [
        '--no-node-snapshot',
        '--disable-warning=ExperimentalWarning',
        ...conditions,
        fileURLToPath(new URL(main, import.meta.url))
      ],
      { cwd: parse(process.execPath).root, env: {}, stdio: ['pipe', 'ignore', 'pipe', 'pipe'], windowsHide: true }
    )
    const pipe = child.stdio[3] as Socket
    const frames = new Frames(text => {
      if (this.#process === child) this.#hear(text)
    })
    pipe.on('data', piece => frames.push(piece)).on('error', () => {})
    child.stdin?.on('error', () => {})
    child.stderr?.on('data', piece => {
      this.#lastWords = `${this.#lastWords}${piece}`.slice(-LAST_WORDS)
    })
    child.on('error', error => this.#ended(child, error.message))
    // not 'exit': what it said before its end may not have been read yet
    child.on('close', (code, signal) => this.#ended(child, signal ?? `exit code ${code}`))
    child.unref()
    for (const stream of [child.stdin, child.stderr] as (Socket | null)[]) stream?.unref()
    this.#process = child
    this.#pipe = pipe
  }

  #send(head: Head, text: string): void {
    this.#pipe?.write(frameOf(`${JSON.stringify(head)}\n${text}`))
  }

  /** What comes is never trusted: a process that says what nobody understands is not what it was. */
  #hear(frame: string): void {
    try {
      this.#heard(frame)
    } catch {
      this.#process?.kill('SIGKILL')
    }
  }

  #heard(frame: string): void {
    this.#heardAt = performance.now()
    const sign = signs[frame.charAt(0)]
    const text = frame.slice(1)
    const [turn] = this.#turns
    if (sign === 'ready') {
      this.#ready = true
      this.#watch()
    } else if (sign === 'ask') {
      this.#send({ kind: 'answer' }, turn?.tenant.answer(text) ?? '{}')
      this.#heardAt = performance.now()
    } else if (turn) {
      if (sign === 'end') this.#next()
      if (this.#tenants.has(turn.tenant)) turn.tenant.report(text, sign === 'end')
    }
  }

  #next(): void {
    this.#turns.shift()
    if (this.#turns.length === 0) {
      this.#process?.unref()
      this.#pipe?.unref()
    }
    this.#watch()
  }

  /** Looks again when the time of whose turn it is may be over. */
  #watch(): void {
    if (this.#turns.length === 0) return
    const left = Math.max(this.#left, 1)
    const looksAt = performance.now() + left
    if (this.#watchdog && this.#looksAt <= looksAt) return
    clearTimeout(this.#watchdog)
    this.#looksAt = looksAt
    this.#watchdog = setTimeout(this.#check, left)
    this.#watchdog.unref()
  }

  /** Milliseconds that whose turn it is may still keep quiet. */
  get #left(): number {
    const patience = this.#ready ? (this.#turns[0]?.patience ?? 0) : START
    return this.#heardAt + patience - performance.now()
  }

  readonly #check = (): void => {
    if (this.#left > 0 || this.#turns.length === 0) {
      this.#watchdog = undefined
      this.#watch()
      return
    }
    // this process may have been busy itself: what the other has said meanwhile is read before it is judged
    setImmediate(() => {
      this.#watchdog = undefined
      if (this.#left <= 0 && this.#turns.length > 0) {
        this.#victim = this.#turns[0]
        this.#process?.kill('SIGKILL')
      } else this.#watch()
    })
  }

  #ended(child: ChildProcess, reason: string): void {
    if (this.#process !== child) return
    const [running] = this.#turns
    const guilty = this.#victim === undefined || this.#victim === running ? running?.tenant : undefined
    const end: End = this.#ready
      ? this.#victim
        ? { kind: 'stuck' }
        : { kind: 'crashed', detail: this.#detail(reason) }
      : { kind: 'never started', detail: this.#detail(reason) }
    const tenants = [...this.#tenants]
    const started = this.#ready
    this.#forget()
    this.#tenants.clear()
    for (const tenant of tenants) tenant.ended(tenant === guilty || !started ? end : undefined)
  }

  #detail(reason: string): string {
    const words = /^(?:.*Error: .*|FATAL ERROR: .*)$/m.exec(this.#lastWords)?.[0]
    return words === undefined ? reason : `${reason}: ${words.trim()}`
  }

  #forget(): void {
    clearTimeout(this.#watchdog)
    this.#watchdog = undefined
    this.#victim = undefined
    this.#turns.length = 0
    this.#process = undefined
    this.#pipe?.destroy()
    this.#pipe = undefined
    this.#ready = false
    this.#lastWords = ''
  }
}
