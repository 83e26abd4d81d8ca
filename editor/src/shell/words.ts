const two = (value: number): string => String(value).padStart(2, '0')

/** A time of day with milliseconds: 23:41:07.412. */
export const clock = (at: number): string => {
  const time = new Date(at)
  const seconds = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')
  return `${seconds}.${String(time.getMilliseconds()).padStart(3, '0')}`
}

/** A time of day: 23:41. */
export const hour = (at: number): string => {
  const time = new Date(at)
  return `${two(time.getHours())}:${two(time.getMinutes())}`
}

const units = ['B', 'KB', 'MB', 'GB'] as const

export const bytes = (count: number): string => {
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, count)) / 10))
  const value = count / 1024 ** power
  return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`
}

/** How long ago, in the largest unit that fits: 24 s, 2 min, 1 h, 3 d. */
export const age = (at: number, now: number): string => {
  const seconds = Math.max(0, Math.round((now - at) / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h`
  return `${Math.floor(seconds / 86400)} d`
}

/** 1,284 */
export const count = (value: number): string => value.toLocaleString('en')
