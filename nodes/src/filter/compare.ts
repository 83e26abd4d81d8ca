import { isDeepStrictEqual } from 'node:util'
import type { FilterConfig } from './config.ts'

/** What a value is compared with, and whether it passes. `before` is undefined for the first value. */
export interface Verdict {
  readonly passes: boolean
  readonly before: unknown
}

/** Undefined when the value cannot be compared. */
export type Compare = (value: unknown, before: unknown) => Verdict | undefined

export const compileCompare = ({ func, ...band }: FilterConfig): Compare =>
  func === 'rbe' || func === 'rbei' ? compareChange(func === 'rbei') : compareBand(func, band)

const compareChange =
  (ignoreFirst: boolean): Compare =>
  (value, before) => {
    const changed = before === undefined || !isDeepStrictEqual(value, before)
    return { passes: changed && !(ignoreFirst && before === undefined), before: value }
  }

const compareBand =
  (func: FilterConfig['func'], { gap, percent, inout, start }: Omit<FilterConfig, 'func'>): Compare =>
  (value, before) => {
    const number = Number.parseFloat(String(value))
    if (Number.isNaN(number)) return undefined
    const narrow = func === 'narrowband' || func === 'narrowbandEq'
    const compared = (before as number | undefined) ?? (narrow ? (start ?? number) : undefined)
    const passes =
      compared === undefined || isWithin(func, Math.abs(number - compared), limitOf(compared, gap, percent))
    return { passes, before: passes || inout === 'in' ? number : compared }
  }

const limitOf = (compared: number, gap: number, percent: boolean): number =>
  percent ? Math.abs((compared * gap) / 100) : gap

const isWithin = (func: FilterConfig['func'], change: number, limit: number): boolean => {
  switch (func) {
    case 'deadbandEq':
      return change >= limit
    case 'deadband':
      return change > limit
    case 'narrowband':
      return change <= limit
    default:
      return change < limit
  }
}
