/** Code of a function node that answers with what this code gives: text, or a message that it made. */
export const answeringCode = (code: string): string => `
let got = 'stopped'
try { got = await (${code.includes('await') ? 'async ' : ''}function () { ${code} }).call(this) } catch {}
if (got === null || typeof got !== 'object') return { ...msg, payload: String(got) }
got._reply = msg._reply
got.res = msg.res
return got`
