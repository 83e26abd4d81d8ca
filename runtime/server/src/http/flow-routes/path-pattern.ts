import { FlowError } from '@millrace/sdk'

/** A path such as `/devices/:id`, ready to be compared with those of requests. */
export interface PathPattern {
  readonly path: string
  /** The same for two paths that answer the same requests. */
  readonly shape: string
  /** The parameters, decoded, when a request's path fits. */
  match(path: string): Readonly<Record<string, string>> | undefined
}

/** Stands for a parameter in a shape: no path can hold it, and it sorts before everything else. */
const PARAMETER = '\0'

export const pathPattern = (path: string): PathPattern => {
  if (!path.startsWith('/')) throw new FlowError('CONFIG_INVALID', `The path ${path} must begin with a slash.`)
  const parts = segments(path)
  return {
    path,
    shape: parts.map(part => (part.startsWith(':') ? PARAMETER : part)).join('/'),
    match(candidate) {
      const given = segments(candidate)
      if (given.length !== parts.length) return undefined
      const params: Record<string, string> = {}
      for (const [i, part] of parts.entries()) {
        const text = decoded(given[i] as string)
        if (text === undefined) return undefined
        if (part.startsWith(':') && text !== '') params[part.slice(1)] = text
        else if (part !== text) return undefined
      }
      return params
    }
  }
}

/** Literal parts come before parameters, so that `/devices/all` is found before `/devices/:id`. */
export const moreSpecific = (a: PathPattern, b: PathPattern): number =>
  a.shape < b.shape ? 1 : a.shape > b.shape ? -1 : 0

/** A slash at the end makes no difference. */
const segments = (path: string): readonly string[] => path.replace(/^\/|\/$/g, '').split('/')

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
