import type { HttpSocket } from '@millrace/sdk'
import type { RawData, WebSocket } from 'ws'

/** A WebSocket client as flows see it: texts as strings, everything else as bytes. */
export const flowSocket = (socket: WebSocket): HttpSocket => ({
  send: data => new Promise((resolve, reject) => socket.send(data, error => (error ? reject(error) : resolve()))),
  close: (code, reason) => socket.close(code, reason),
  onMessage: heard => void socket.on('message', (data, isBinary) => heard(isBinary ? bytesOf(data) : String(data))),
  onClose: closed => void socket.on('close', (code, reason) => closed(code, String(reason)))
})

const bytesOf = (data: RawData): Uint8Array => {
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data))
  return data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}
