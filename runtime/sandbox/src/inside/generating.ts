/** Evaluates text in the context of the function, where nothing but the text itself is in scope. */
export const evaluating = '(text => eval(text))'

/**
 * Makes `new Function` and its kin by way of a direct `eval`. V8's own throws here an error of the context that was
 * entered first, which is not the function's. Its text runs inside isolates.
 */
export const generating = (evaluate: (text: string) => unknown): void => {
  const { defineProperty, getPrototypeOf } = Object

  const make = (head: string, prototype: object, name: string) => {
    // biome-ignore lint/complexity/useArrowFunction: an arrow cannot be called with new
    const made = function (...parts: unknown[]): unknown {
      const body = parts.length === 0 ? '' : String(parts[parts.length - 1])
      return evaluate(`(${head} anonymous(${parts.slice(0, -1).join(',')}\n) {\n${body}\n})`)
    }
    defineProperty(made, 'name', { value: name })
    defineProperty(made, 'prototype', { value: prototype, writable: false })
    defineProperty(prototype, 'constructor', { value: made })
    return made
  }

  const value = make('function', Function.prototype, 'Function')
  make(
    'async function',
    getPrototypeOf(async () => {}),
    'AsyncFunction'
  )
  make(
    'function*',
    getPrototypeOf(function* () {}),
    'GeneratorFunction'
  )
  make(
    'async function*',
    getPrototypeOf(async function* () {}),
    'AsyncGeneratorFunction'
  )
  defineProperty(globalThis, 'Function', { value, writable: true, configurable: true, enumerable: false })
}
