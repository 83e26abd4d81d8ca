import { readSync, writeSync } from 'node:fs'
import { frameOf } from '../process/frames.ts'

const HEAD = 4

/**
 * The process's end of the pipe to its parent. Reading and writing wait: there is nothing else to do meanwhile, and code
 * that asks gets its answer at once.
 */
export class Pipe {
  readonly #fd: number
  readonly #held: string[] = []
  #buffer = Buffer.allocUnsafe(65_536)
  #start = 0
  #end = 0

  constructor(fd: number) {
    this.#fd = fd
  }

  /** The next frame; undefined when the parent is gone. */
  next(): string | undefined {
    return this.#held.shift() ?? this.#read()
  }

  /** Asks the parent. Frames that come before the answer are kept for later. */
  ask(question: string, isAnswer: (frame: string) => boolean): string {
    this.write(question)
    for (;;) {
      const frame = this.#read()
      if (frame === undefined) throw new Error('the parent is gone')
      if (isAnswer(frame)) return frame
      this.#held.push(frame)
    }
  }

  write(text: string): void {
    const frame = frameOf(text)
    for (let at = 0; at < frame.length; ) at += writeSync(this.#fd, frame, at)
  }

  #read(): string | undefined {
    if (!this.#fill(HEAD)) return undefined
    const length = this.#buffer.readUInt32LE(this.#start)
    if (!this.#fill(HEAD + length)) return undefined
    const from = this.#start + HEAD
    this.#start = from + length
    return this.#buffer.toString('utf8', from, from + length)
  }

  /** Reads until there are so many bytes. */
  #fill(wanted: number): boolean {
    if (this.#start === this.#end) this.#start = this.#end = 0
    if (this.#start + wanted > this.#buffer.length) this.#makeRoom(wanted)
    while (this.#end - this.#start < wanted) {
      const count = readSync(this.#fd, this.#buffer, this.#end, this.#buffer.length - this.#end, null)
      if (count === 0) return false
      this.#end += count
    }
    return true
  }

  #makeRoom(wanted: number): void {
    const size = Math.max(65_536, 2 ** Math.ceil(Math.log2(wanted)))
    const buffer = size === this.#buffer.length ? this.#buffer : Buffer.allocUnsafe(size)
    this.#buffer.copy(buffer, 0, this.#start, this.#end)
    this.#buffer = buffer
    this.#end -= this.#start
    this.#start = 0
  }
}
