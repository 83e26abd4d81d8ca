/**
 * Ways that have led out of JavaScript sandboxes. Each gives what it got hold of, as text: what a sandbox must not give is
 * in `SPOILS`.
 */
export const escapes: Readonly<Record<string, string>> = {
  'the constructor of this': "return this.constructor.constructor('return typeof process')()",
  'the constructor of the message': "return msg.constructor.constructor('return typeof process')()",
  'the constructor of the payload': "return msg.payload.constructor.constructor('return typeof process')()",
  'the constructor of every function in reach': `
    const seen = new Set(), got = []
    const climb = of => {
      if (of === null || !['object', 'function'].includes(typeof of) || seen.has(of)) return
      seen.add(of)
      try { if (typeof of === 'function') got.push(of.constructor('return typeof process')()) } catch {}
      for (const key of Reflect.ownKeys(of)) try { climb(of[key]) } catch {}
      climb(Object.getPrototypeOf(of))
    }
    for (const root of [globalThis, msg, node, context, flow, global, env, RED, Buffer]) climb(root)
    const given = (await Promise.all(got)).filter(one => typeof one === 'string')
    return [...new Set(given)].join()`,
  'the constructor of an async function': "return (async () => {}).constructor('return typeof process')()",
  'the constructor of a generator': "return (function* () {}).constructor('yield typeof process')().next().value",
  'the constructor of an async generator':
    "return (async function* () {}).constructor('yield typeof process')().next().then(({ value }) => value)",
  'an error of the runtime':
    "try { flow.get('a b') } catch (e) { return e.constructor.constructor('return typeof process')() }",
  'an error of the engine': "try { null.x } catch (e) { return e.constructor.constructor('return typeof process')() }",
  'an error of too deep a stack':
    "const deep = () => deep()\ntry { deep() } catch (e) { return e.constructor.constructor('return typeof process')() }",
  'Error.prepareStackTrace':
    'Error.prepareStackTrace = (e, frames) => frames\nreturn typeof new Error().stack.map?.(f => f.getThis()?.process ?? f.getFunction()?.constructor)',
  'the frames of captureStackTrace':
    "Error.prepareStackTrace = (e, frames) => frames.map(f => typeof f.getThis()?.process)\nconst o = {}\nError.captureStackTrace(o)\nreturn typeof o.stack === 'string' && !/node:|\\/runtime\\/|file:/.test(o.stack) ? 'clean' : 'frames'",
  'the stack of an error':
    "return /node:|\\/runtime\\/|file:|node_modules/.test(new Error().stack) ? 'paths' : 'clean'",
  'the callers of the code':
    'return (function () { let f = arguments.callee; for (let i = 0; i < 20 && f; i++) f = f.caller; return typeof f?.process })()',
  'a callback that is called by others':
    "const found = []\nflow.get('x', function () { found.push(typeof this?.process) })\n[1].forEach(function () { found.push(typeof this?.process) })\nreturn found.join()",
  'a proxy as the message':
    "return { payload: new Proxy({}, { get: (t, k, r) => { throw r.constructor?.constructor?.('return process')() } }) }",
  'a proxy in the prototype':
    "Object.setPrototypeOf(Object.prototype.__proto__ ?? Object.create(null), new Proxy({}, { get: () => process }))\nreturn 'set'",
  'a getter on a message that leaves':
    "return Object.defineProperty({ ...msg }, 'payload', { enumerable: true, get() { return [typeof process, this.constructor.constructor('return typeof process')()] } })",
  'toJSON of what leaves': 'return { payload: { toJSON() { return typeof process + typeof this.process } } }',
  'toPrimitive of a key':
    "const got = []\nflow.get({ [Symbol.toPrimitive]() { got.push(typeof process); return 'k' } })\nreturn got.join()",
  'species of an array':
    'class Trap extends Array { static get [Symbol.species]() { return function () { return globalThis.process ?? [] } } }\nreturn typeof new Trap(3).map(x => x).env',
  'a thenable': "return await { then(done) { done(typeof done.constructor('return this')().process) } }",
  'import()': "return import('node:fs').then(() => 'imported', () => 'stopped')",
  'import() of a made function': "return (0, eval)(\"import('node:fs')\").then(() => 'imported', () => 'stopped')",
  require: 'return typeof require',
  process: 'return typeof process',
  'names of globalThis':
    'return Object.getOwnPropertyNames(globalThis).filter(n => /^(process|require|module|ivm|_ivm|isolate|Worker|fs|child_process)$/.test(n)).join()',
  'the global of a nested call': 'return typeof (function () { return this })()?.process',
  'process.binding': 'return typeof (globalThis.process?.binding ?? this.process?.binding)',
  WebAssembly: 'return typeof WebAssembly',
  SharedArrayBuffer: 'return typeof SharedArrayBuffer',
  Atomics: 'return typeof Atomics',
  'weak references': 'return typeof WeakRef + typeof FinalizationRegistry',
  'shared memory from elsewhere':
    'return Object.getOwnPropertyNames(ArrayBuffer.prototype).length > 0 && typeof globalThis.SharedArrayBuffer',
  'a ShadowRealm':
    "return typeof ShadowRealm === 'function' ? typeof new ShadowRealm().evaluate('process') : 'undefined'"
}

/** Where code looks for what is not its own; each gives all the text that it finds. */
export const searches: Readonly<Record<string, string>> = {
  'the environment of the process': 'return JSON.stringify(globalThis.process?.env ?? this.process?.env ?? {})',
  'files by require':
    "try { return require('fs').readFileSync(msg.payload.file, 'utf8') } catch (e) { return String(e) }",
  'files by import': "return import('node:fs').then(fs => fs.readFileSync(msg.payload.file, 'utf8'), e => String(e))",
  'files by fetch':
    "return Promise.resolve().then(() => fetch('file://' + msg.payload.file)).then(r => r.text()).catch(e => String(e))",
  'everything in reach': `
    const seen = new Set(), texts = []
    const walk = of => {
      if (typeof of === 'string') texts.push(of)
      if (of === null || !['object', 'function'].includes(typeof of) || seen.has(of)) return
      seen.add(of)
      if (typeof of === 'function') texts.push(String(of))
      for (const key of Reflect.ownKeys(of)) try { walk(of[key]) } catch {}
      walk(Object.getPrototypeOf(of))
    }
    for (const root of [globalThis, msg, node, context, flow, global, env, RED, new Error().stack]) walk(root)
    return texts.join('\\n')`,
  'state by names that are none of its own':
    "return [...flow.keys(), ...global.keys(), ...context.keys()].join() + ['__proto__', 'constructor', '../vault', 'code/work'].map(k => { try { return JSON.stringify(global.get(k)) } catch (e) { return String(e) } }).join()"
}
