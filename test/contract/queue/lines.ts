import type { Socket } from 'node:net'

/** One JSON value a line, both ways. */
export interface Lines<In, Out> {
  send(value: Out): void
  heard(each: (value: In) => void): void
}

export const lines = <In, Out>(socket: Socket): Lines<In, Out> => ({
  send: value => void (socket.writable && socket.write(`${JSON.stringify(value)}\n`)),
  heard(each) {
    let rest = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      const whole = (rest + text).split('\n')
      rest = whole.pop() ?? ''
      for (const line of whole) each(JSON.parse(line) as In)
    })
  }
})
