import { RejectedError } from '../errors.ts'

/**
 * A value as it may stand in a URL after the text before it: as data, never as syntax. In the path its slashes stay; a
 * step up is refused. In front, where nothing is fixed yet, it may be any URL. It cannot change the host that follows
 * from the template.
 */
export const urlPart = (value: string, before: string): string => {
  if (before === '') return value
  const place = /^(?:[a-z][a-z\d+.-]*:\/\/)?[^/?#]*$/i.test(before) ? 'host' : /[?#]/.test(before) ? 'query' : 'path'
  if (place === 'query') return encodeURIComponent(value)
  if (place === 'path') return pathPart(value)
  if ((before.endsWith('://') ? /^[\w.:-]*$/ : /^[\w-]*$/).test(value)) return value
  if (value.startsWith('/') && !before.endsWith('/')) return pathPart(value)
  throw new RejectedError(`cannot put ${JSON.stringify(value)} into a URL behind ${before}: it would change the host`)
}

const pathPart = (value: string): string => {
  const steps = value.split('/')
  if (steps.some(step => step === '.' || step === '..'))
    throw new RejectedError(`cannot put ${JSON.stringify(value)} into a URL: it leads out of its path`)
  return steps.map(encodeURIComponent).join('/')
}
