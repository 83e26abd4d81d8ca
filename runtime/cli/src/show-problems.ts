import type { FileProblem } from './flow-file.ts'

/** One problem a line, as compilers write them, so that editors and terminals find the place. */
export const problemLine = ({ file, line, severity, node, pointer, message }: FileProblem): string => {
  const place = line === undefined ? file : `${file}:${line}`
  const what = [node && `node ${node}:`, pointer || 'the file', message].filter(Boolean).join(' ')
  return `${place}: ${severity}: ${what}`
}

export const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`
