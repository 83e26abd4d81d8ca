/** Code that means ill, or is badly wrong, and what its message has to fail with. */
export interface Hostile {
  readonly name: string
  readonly code: string
  /** The code of the error; more than one where it depends on what is quicker. */
  readonly fails: readonly string[]
  /** What the error says, besides the node: the reason and, where it can be known, the line. */
  readonly says: RegExp
  /** Milliseconds that the code may take, where the server's own limit would come first. */
  readonly timeout?: number
}

const TIMEOUT = ['CODE_TIMEOUT']
const MEMORY = ['CODE_MEMORY', 'CODE_CRASHED']
const EITHER = [...TIMEOUT, ...MEMORY]

const loops: readonly Hostile[] = [
  { name: 'a loop', code: '\nwhile (true) {}', fails: TIMEOUT, says: /stopped after 300 ms \(line 2\)/ },
  {
    name: 'a loop after an await',
    code: 'await null\n\nwhile (true) {}',
    fails: TIMEOUT,
    says: /stopped after 300 ms \(line 3\)/
  },
  {
    name: 'a loop in a timer',
    code: 'setTimeout(() => {\n  while (true) {}\n}, 1)',
    fails: TIMEOUT,
    says: /stopped after 300 ms \(line 2\)/
  },
  {
    name: 'a loop that makes ever new objects',
    code: 'while (true) { new Array(1000).fill({ x: 1 }) }',
    fails: EITHER,
    says: /could not be stopped|stopped after|more memory|more than/
  },
  {
    name: 'a regular expression that goes back and forth',
    code: "const text = 'a'.repeat(40) + '!'\nreturn { payload: /^(a+)+$/.test(text) }",
    fails: TIMEOUT,
    says: /stopped after 300 ms \(line 2\)/
  },
  {
    name: 'microtasks without end',
    code: 'const again = () => Promise.resolve().then(again)\nawait again()',
    fails: EITHER,
    says: /stopped|more than/
  },
  {
    name: 'a promise that never settles',
    code: 'await new Promise(() => {})',
    fails: TIMEOUT,
    says: /waits for a promise that nothing can settle/
  }
]

const memory: readonly Hostile[] = [
  {
    name: 'one huge array',
    code: 'const all = Array(1e9).fill(0)\nreturn { payload: all.length }',
    fails: EITHER,
    says: /stopped|memory/
  },
  {
    name: 'objects without end',
    code: 'const all = []\nfor (;;) all.push({ a: [1, 2, 3] })',
    fails: EITHER,
    says: /stopped|memory/,
    timeout: 10
  },
  {
    name: 'strings without end',
    code: "const all = []\nfor (let i = 0; ; i++) all.push(String(i).repeat(10_000).split('').join('-'))",
    fails: EITHER,
    says: /stopped|memory/,
    timeout: 10
  },
  {
    name: 'buffers without end',
    code: 'const all = []\nfor (;;) all.push(Buffer.alloc(1_000_000, 1))',
    fails: [...EITHER, 'CODE_FAILED'],
    says: /stopped|memory|allocation failed.*\(line 2\)/,
    timeout: 10
  }
]

const errors: readonly Hostile[] = [
  {
    name: 'recursion without end',
    code: 'const deep = n => 1 + deep(n + 1)\nreturn { payload: deep(0) }',
    fails: ['CODE_FAILED'],
    says: /RangeError: Maximum call stack size exceeded \(line 1\)/
  },
  {
    name: 'a throw in a timer',
    code: "setTimeout(() => {\n  throw new Error('tick')\n}, 1)",
    fails: ['CODE_FAILED'],
    says: /Error: tick \(line 2\)/
  },
  {
    name: 'a rejection that nobody handles',
    code: "Promise.reject(new Error('stray'))\nreturn null",
    fails: ['CODE_FAILED'],
    says: /Error: stray \(line 1\), in a promise that nobody handled/
  }
]

/** Grouped by the server that they share. */
export const hostile = { loops, memory, errors }
