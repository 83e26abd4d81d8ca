import type { Parcel } from './parcels.ts'
import type { Guest } from './runner.ts'

/** A wire from one function to another. */
interface Wire {
  readonly from: number
  readonly port: number
  readonly target: number
  /** What has passed last in this crossing. */
  last: Parcel | undefined
}

/** The outputs that a message has taken, as a tree: each way knows those that go on from it. */
interface Way {
  readonly id: number
  readonly ports: readonly number[]
  readonly onward: Way[]
}

/** A message on its way to its next function. */
interface Passenger {
  readonly wire: Wire
  readonly parcel: Parcel
  readonly root: number
  readonly way: Way
}

/**
 * Takes messages from function to function without crossing. Code may be stopped anywhere; what stands together here
 * without a call or a loop in between is never torn apart. Its text runs inside isolates.
 */
export const ways = (guests: ReadonlyMap<number, Guest>) => {
  /** After so many functions a message crosses again: functions may be wired in a circle. */
  const LONGEST = 50
  const { now } = Date
  const start: Way = { id: 0, ports: [], onward: [] }
  const wires = new Map<number, (Wire | undefined)[]>()
  let made = 0
  let numbers = -1
  let untold = ''
  let deadline = 0
  /** The message that its first function has handed over last. */
  let taken = 0
  let passenger: Passenger | undefined
  /** Who has it at this moment. */
  let inside: Guest | undefined
  let visited = new Set<Guest>()
  let used: Wire[] = []

  const tell = (effect: string) => {
    if (effect !== '') untold = untold === '' ? effect : `${untold},${effect}`
  }

  const wayOn = (way: Way, port: number): Way => {
    const known = way.onward[port]
    if (known) return known
    const fresh: Way = { id: ++made, ports: [...way.ports, port], onward: [] }
    // before anybody can take it: being stopped in between must not leave one that was never told
    tell(`"way",${fresh.id},[${fresh.ports.join(',')}]`)
    way.onward[port] = fresh
    return fresh
  }

  const passengerOf = (from: number, { handed }: Guest, root: number, before: Way): Passenger => ({
    wire: wires.get(from)?.[handed.port] as Wire,
    parcel: handed.parcel as Parcel,
    root,
    way: wayOn(before, handed.port)
  })

  const pass = (wire: Wire, parcel: Parcel) => {
    if (wire.last === undefined) used.push(wire)
    wire.last = parcel
  }

  /** Whether the message came to the end of its way before the time was up. */
  const walk = (): boolean => {
    while (passenger) {
      if (now() > deadline) return false
      const { wire, parcel, root, way } = passenger
      const guest = guests.get(wire.target) as Guest
      visited.add(guest)
      pass(wire, parcel)
      inside = guest
      const handed = guest.handle(parcel, --numbers, root, way.id, way.ports.length < LONGEST)
      const next = handed ? passengerOf(wire.target, guest, root, way) : undefined
      inside = undefined
      passenger = next
    }
    return true
  }

  return {
    wire(fn: number, targets: readonly (number | null)[]): void {
      wires.set(
        fn,
        targets.map((target, port) => (target === null ? undefined : { from: fn, port, target, last: undefined }))
      )
    },
    take(fn: number, guest: Guest, root: number): boolean {
      const found = passengerOf(fn, guest, root, start)
      taken = root
      passenger = found
      return walk()
    },
    /** Goes on with the message that the time of the last crossing was too short for. */
    resume(until: number): boolean {
      deadline = until
      return walk()
    },
    left: (): boolean => passenger !== undefined,
    taken: (): number => taken,
    /** Who has the message at this moment, which goes no further. */
    stopped(): Guest | undefined {
      const guest = inside
      if (guest) passenger = undefined
      inside = undefined
      return guest
    },
    tell,
    /** Looks what has passed each wire last. People's objects are read here. */
    close(): void {
      for (const wire of used) {
        const { from, port, target, last } = wire
        if (last !== undefined) tell(`"last",${from},${port},${(guests.get(target) as Guest).bodyOf(last)}`)
        wire.last = undefined
      }
      used = []
    },
    /** What is to be told of ways. */
    news(): string {
      const told = untold
      untold = ''
      return told
    },
    visited(): ReadonlySet<Guest> {
      const seen = visited
      visited = new Set()
      return seen
    }
  }
}
