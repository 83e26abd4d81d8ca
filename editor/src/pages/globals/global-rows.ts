export type GlobalType = 'string' | 'number' | 'json'

/** A global as it is edited. */
export interface GlobalRow {
  /** Stays the same while it is renamed. */
  readonly key: number
  readonly name: string
  readonly type: GlobalType
  readonly text: string
}

export const globalRows = (globals: Readonly<Record<string, unknown>>): readonly GlobalRow[] =>
  Object.entries(globals).map(([name, value], key) => ({ key, name, ...written(value) }))

const written = (value: unknown): Pick<GlobalRow, 'type' | 'text'> => {
  if (typeof value === 'string') return { type: 'string', text: value }
  if (typeof value === 'number') return { type: 'number', text: String(value) }
  return { type: 'json', text: JSON.stringify(value) }
}

export const newRow = (rows: readonly GlobalRow[]): GlobalRow => ({
  key: Math.max(-1, ...rows.map(({ key }) => key)) + 1,
  name: '',
  type: 'string',
  text: ''
})

/** What is wrong with a row, by its key. */
export interface RowProblem {
  readonly name?: 'missing' | 'twice' | 'characters'
  readonly value?: 'number' | 'json' | 'long'
  /** Why it cannot be read as JSON. */
  readonly detail?: string
}

export const rowProblems = (rows: readonly GlobalRow[]): ReadonlyMap<number, RowProblem> => {
  const found = new Map<number, RowProblem>()
  for (const row of rows) {
    const name = nameProblem(row, rows)
    const problem = { ...(name ? { name } : {}), ...valueProblem(row) }
    if (Object.keys(problem).length > 0) found.set(row.key, problem)
  }
  return found
}

/** As many as a server keeps, and as long as a value may be. */
export const mostGlobals = 100
const LONGEST = 32_767

/** A name must be usable as `{{globals.name}}`. */
const NAME = /^[A-Za-z_$][\w$]*$/

const nameProblem = ({ key, name }: GlobalRow, rows: readonly GlobalRow[]): RowProblem['name'] => {
  if (name === '') return 'missing'
  if (!NAME.test(name)) return 'characters'
  return rows.some(other => other.key < key && other.name === name) ? 'twice' : undefined
}

const valueProblem = ({ type, text }: GlobalRow): Pick<RowProblem, 'value' | 'detail'> => {
  if (text.length > LONGEST) return { value: 'long' }
  if (type === 'number') return text.trim() !== '' && Number.isFinite(Number(text)) ? {} : { value: 'number' }
  if (type !== 'json') return {}
  try {
    JSON.parse(text)
    return {}
  } catch (error) {
    return { value: 'json', detail: (error as Error).message }
  }
}

/** Rows without problems as what is stored. */
export const globalsOf = (rows: readonly GlobalRow[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    rows.map(({ name, type, text }) => [
      name,
      type === 'string' ? text : JSON.parse(type === 'number' ? String(Number(text)) : text)
    ])
  )
