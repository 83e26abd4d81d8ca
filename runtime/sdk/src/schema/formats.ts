/** What a text of a named format must look like: undefined when it does, otherwise what to say. */
export const formats: Readonly<Record<string, (text: string) => string | undefined>> = {
  regex: text => failure(() => new RegExp(text)),
  json: text => failure(() => JSON.parse(text)),
  uri: text => (URL.canParse(text) ? undefined : 'must be a URL'),
  topic: text => (/[+#]/.test(text) ? 'must not hold the wildcards + and #' : undefined),
  'topic-filter': text => topicFilterProblem(text)
}

const failure = (attempt: () => unknown): string | undefined => {
  try {
    attempt()
    return undefined
  } catch (error) {
    return `is not valid: ${(error as Error).message}`
  }
}

/** MQTT 5, section 4.7.1. */
const topicFilterProblem = (filter: string): string | undefined => {
  const levels = filter.split('/')
  const hash = levels.findIndex(level => level.includes('#'))
  if (hash >= 0 && levels[hash] !== '#') return '# must stand alone in its level'
  if (hash >= 0 && hash < levels.length - 1)
    return `# must come last. For one level write ${levels.map(l => (l === '#' ? '+' : l)).join('/')}`
  if (levels.some(level => level.includes('+') && level !== '+')) return '+ must stand alone in its level'
  if (levels[0] === '$share' && (levels.length < 3 || levels[1] === ''))
    return 'a shared subscription is written $share/group/topic'
  return undefined
}
