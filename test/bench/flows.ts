/** The same flows in both formats, in short. */
export const nodeRedNode = (id: string, type: string, wires: string[][], more: object = {}) => ({
  id,
  type,
  z: 'f',
  x: 0,
  y: 0,
  wires,
  ...more
})
export const tab = { id: 'f', type: 'tab', label: 'f' }

export const node = (id: string, type: string, wires: string[][], config: object = {}) => ({
  id,
  type,
  at: [0, 0],
  wires,
  config
})
export const flow = (...nodes: object[]) => ({ format: 1, id: 'f', name: 'f', nodes })

export const set = (name: string, value: string) => ({
  rules: [{ t: 'set', p: name, pt: 'msg', to: value, tot: 'str' }]
})
export const ourSet = (name: string, value: string) => ({
  rules: [{ action: 'set', target: { type: 'msg', value: name }, to: { type: 'str', value } }]
})
