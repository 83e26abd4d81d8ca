/** The codec and property paths alone, without schemas: for a process that starts often and holds little. */
export { decode, encode } from './codec.ts'
export { FlowError } from './errors.ts'
export { getPath, type Path, parsePath, setPath } from './value/path.ts'
export { parseStatePath } from './value/typed.ts'
