import { SandboxProcess } from './sandbox-process.ts'

interface Seat {
  process: SandboxProcess
  users: number
}

/** The processes of a sandbox. A flow stays in one of them; flows that bring theirs down move to one of their own kind. */
export class ProcessPool {
  readonly #processes: readonly SandboxProcess[]
  readonly #quarantine = new SandboxProcess()
  readonly #seats = new Map<string, Seat>()

  constructor(size: number) {
    this.#processes = Array.from({ length: size }, () => new SandboxProcess())
  }

  /** Those that run at this moment. */
  get pids(): readonly number[] {
    return [...this.#processes, this.#quarantine].flatMap(({ pid }) => pid ?? [])
  }

  enter(flow: string): void {
    const seat = this.#seats.get(flow) ?? { process: this.#emptiest(), users: 0 }
    seat.users++
    this.#seats.set(flow, seat)
  }

  leave(flow: string): void {
    const seat = this.#seats.get(flow)
    if (seat && --seat.users === 0) this.#seats.delete(flow)
  }

  of(flow: string): SandboxProcess {
    return this.#seats.get(flow)?.process ?? this.leastBusy()
  }

  /** The flow has brought its process down: from now on it cannot hurt those that have not. */
  quarantine(flow: string): void {
    const seat = this.#seats.get(flow)
    if (seat) seat.process = this.#quarantine
  }

  leastBusy(): SandboxProcess {
    return this.#processes.reduce((best, one) => (one.busy < best.busy ? one : best))
  }

  close(): void {
    for (const one of this.#processes) one.close()
    this.#quarantine.close()
  }

  #emptiest(): SandboxProcess {
    const seats = [...this.#seats.values()]
    const users = (one: SandboxProcess) => seats.filter(({ process }) => process === one).length
    return this.#processes.reduce((best, one) => (users(one) < users(best) ? one : best))
  }
}
