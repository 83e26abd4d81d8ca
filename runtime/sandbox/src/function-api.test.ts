import type { Outgoing } from '@millrace/sdk'
import { expect } from 'chai'
import { failure, inEachMode, sandboxed } from './kit.test.ts'

inEachMode('the function API', mode => {
  const { node } = sandboxed({ mode, timeout: 2000 })

  const sent = async (code: string, message: Outgoing = {}) => {
    const tested = node(code)
    const all = await tested.receive(message)
    await tested.close()
    return all.map(({ port, message: { _msgid, ...rest } }) => [port, rest])
  }

  it('sends what is returned: one, several outputs, many on one, none', async () => {
    expect(await sent('msg.payload = 1; return msg')).to.deep.equal([[0, { payload: 1 }]])
    expect(await sent('return [{ a: 1 }, null, { b: 1 }]')).to.deep.equal([
      [0, { a: 1 }],
      [2, { b: 1 }]
    ])
    expect(await sent('return [[{ a: 1 }, { a: 2 }], { b: 1 }]')).to.deep.equal([
      [0, { a: 1 }],
      [0, { a: 2 }],
      [1, { b: 1 }]
    ])
    expect(await sent('return null')).to.deep.equal([])
    expect(await sent('')).to.deep.equal([])
  })

  it('keeps the id of the message on everything that is sent', async () => {
    const tested = node('node.send({ a: 1 }); return [[{ b: 1 }], { _msgid: "mine" }]')
    const all = await tested.receive({ _msgid: 'm1' })
    expect(all.map(({ message }) => message._msgid)).to.deep.equal(['m1', 'm1', 'm1'])
  })

  it('works on a copy: what is sent does not change afterwards, what came in never does', async () => {
    const message = { payload: { n: 1 } }
    expect(await sent('node.send(msg); msg.payload.n = 2; node.send(msg); msg.payload.n = 3', message)).to.deep.equal([
      [0, { payload: { n: 1 } }],
      [0, { payload: { n: 2 } }]
    ])
    expect(message.payload.n).to.equal(1)
  })

  it('sends later and is done only then', async () => {
    expect(await sent('setTimeout(() => node.send({ late: 1 }), 5)')).to.deep.equal([[0, { late: 1 }]])
    expect(await sent('setTimeout(() => { node.send({ late: 2 }); node.done() }, 5)')).to.deep.equal([[0, { late: 2 }]])
    expect(await sent('await new Promise(go => setTimeout(go, 5)); return { late: 3 }')).to.deep.equal([
      [0, { late: 3 }]
    ])
    expect(await sent('Promise.resolve().then(() => node.send({ late: 4 }))')).to.deep.equal([[0, { late: 4 }]])
  })

  it('goes on sending from a repeating timer after the message is done', async () => {
    const tested = node(
      'let n = 0; const t = setInterval(() => { node.send({ n: ++n }); if (n === 3) clearInterval(t) }, 1)'
    )
    await tested.receive({})
    while (tested.sent.length < 3) await new Promise(go => setImmediate(go))
    expect(tested.sent.map(({ message }) => message.n)).to.deep.equal([1, 2, 3])
    await tested.close()
  })

  it('waits for node.done where the source has it', async () => {
    const tested = node('if (msg.go) { globalThis.held.done(); node.done() } else globalThis.held = node; return msg')
    let done = false
    const first = tested.receive({ n: 1 }).then(() => {
      done = true
    })
    await tested.receive({ go: true })
    expect(done, 'its done was called by the second').to.equal(true)
    await first
  })

  it('refuses to send what is no message, in the words of Node-RED', async () => {
    const wording = async (code: string) => (await failure(sent(code))).message
    expect(await wording('return 5')).to.equal('Function tried to send a message of type number')
    expect(await wording('return "text"')).to.equal('Function tried to send a message of type string')
    expect(await wording('return [[[]]]')).to.equal('Function tried to send a message of type Array')
    expect(await wording('return Buffer.from("a")')).to.equal('Function tried to send a message of type Buffer')
  })

  it('names the line where code failed, in the message and in the stack', async () => {
    const error = await failure(sent('const o = {}\nmsg.x = 1\nreturn o.a.b'))
    expect(error).to.include({
      code: 'CODE_FAILED',
      message: "TypeError: Cannot read properties of undefined (reading 'b') (line 3)"
    })
    expect(error.stack).to.contain('function.js:3')
    expect(error.stack).not.to.contain(import.meta.dirname)
    const later = await failure(sent('const f = () => {\n  throw new RangeError("far")\n}\nawait null\nf()'))
    expect(later.message).to.equal('RangeError: far (line 2)')
    expect((await failure(sent('throw "just text"'))).message).to.equal('just text')
  })

  it('fails a message whose code says so, after what it sent', async () => {
    const tested = node('node.error("no good", msg); return { sent: 1 }')
    expect(await failure(tested.receive({}))).to.include({ code: 'CODE_FAILED', message: 'no good' })
    expect(tested.sent).to.have.length(1)
    expect((await failure(sent('node.done(new Error("bad"))'))).message).to.equal('Error: bad (line 1)')
    expect(await sent('node.error("only said"); return { ok: 1 }'), 'without the message').to.deep.equal([
      [0, { ok: 1 }]
    ])
  })

  it('shows status in the levels of this runtime', async () => {
    const tested = node('for (const s of msg.all) node.status(s)')
    await tested.receive({
      all: [
        { fill: 'green', shape: 'dot', text: 'fine' },
        { fill: 'yellow', text: 'slow' },
        { fill: 'red', text: 'broken' },
        { fill: 'grey', text: 'off' },
        'text',
        { fill: 'red', shape: 'ring' },
        {}
      ]
    })
    expect(tested.statuses).to.deep.equal([
      { text: 'fine', level: 'ok' },
      { text: 'slow', level: 'busy' },
      { text: 'broken', level: 'error' },
      { text: 'off', level: 'idle' },
      { text: 'text', level: undefined },
      { text: 'red', level: 'error' },
      { text: '', level: undefined }
    ])
  })

  it('shows warnings and errors in the sidebar', async () => {
    const tested = node(
      'node.warn({ a: 1 }); node.error("e"); node.log("l"); node.debug("d"); node.trace("t"); console.log("c", { a: 1 })'
    )
    await tested.receive({})
    expect(tested.shown).to.deep.equal([
      { value: { a: 1 }, level: 'warn' },
      { value: 'e', level: 'error' }
    ])
  })

  it('knows its node, and methods of node work when they are passed on alone', async () => {
    expect(await sent('const { id, name, outputCount } = node; return { id, name, outputCount }')).to.deep.equal([
      [0, { id: 'flow/test', name: 'Code', outputCount: 3 }]
    ])
    expect(await sent('[{ a: 1 }, { a: 2 }].forEach(m => [m].forEach(node.send))')).to.have.length(2)
  })

  it('gives the globals that people use', async () => {
    const [[, values] = []] = await sent(`
      const at = new URL('/b?x=1&y=%C3%A9#h', 'https://u@example.com:8443/a')
      at.searchParams.append('z', '2 3')
      const clone = structuredClone({ when: new Date(5), map: new Map([[1, { a: 1 }]]) })
      return {
        url: at.href, y: at.searchParams.get('y'), port: at.port, bad: URL.canParse('nope'),
        text: new TextDecoder().decode(new TextEncoder().encode('hé€😀')),
        uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()),
        clone: clone.when.getTime() + clone.map.get(1).a, base64: atob(btoa('hi')),
        id: /^[0-9a-f]{16}$/.test(RED.util.generateId())
      }`)
    expect(values).to.deep.equal({
      url: 'https://u@example.com:8443/b?x=1&y=%C3%A9&z=2+3#h',
      y: 'é',
      port: '8443',
      bad: false,
      text: 'hé€😀',
      uuid: true,
      clone: 6,
      base64: 'hi',
      id: true
    })
  })

  it('gives RED.util with property paths', async () => {
    const [[, values] = []] = await sent(
      `RED.util.setMessageProperty(msg, 'payload.list[1].n', 2)
       const copy = RED.util.cloneMessage(msg)
       copy.payload.list[0] = 'changed'
       return { got: RED.util.getMessageProperty(msg, 'msg.payload.list[msg.which].n'), first: msg.payload.list[0],
         none: RED.util.getMessageProperty(msg, 'a.b.c') === undefined }`,
      { payload: { list: ['kept'] }, which: 1 }
    )
    expect(values).to.deep.equal({ got: 2, first: 'kept', none: true })
  })

  it('keeps messages in order through sync and async code', async () => {
    for (const code of ['return msg', 'await null; return msg']) {
      const tested = node(code)
      await Promise.all(Array.from({ length: 600 }, (_, n) => tested.receive({ n })))
      expect(tested.sent.map(({ message }) => message.n)).to.deep.equal(Array.from({ length: 600 }, (_, n) => n))
    }
  })

  it('declares names of its own as people do', async () => {
    expect(
      await sent('const flow = 1, env = 2, context = 3; implicit = 4; return { sum: flow + env + context + implicit }')
    ).to.deep.equal([[0, { sum: 10 }]])
  })
})
