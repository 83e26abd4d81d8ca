/**
 * The text of a program for an isolate: a function applied to others by name. Each is carried in as its own text, so none
 * may use anything from outside itself except what it is given, and itself by its name.
 */
export const assemble = <Parts extends Record<string, (...args: never[]) => unknown>>(
  main: (parts: Parts) => unknown,
  parts: Parts
): string => {
  const declared = Object.entries(parts).map(([name, part]) => `const ${name} = ${part};`)
  return `(() => { 'use strict'; ${declared.join('\n')} return (${main})({ ${Object.keys(parts)} }) })()`
}
