declare module 'write-file-atomic' {
  interface Options {
    readonly mode?: number
    readonly fsync?: boolean
  }
  export default function writeFileAtomic(path: string, data: string | Uint8Array, options?: Options): Promise<void>
}
