/** A moment as short as it can be told from now: the time of today, the day of this year, otherwise the date. */
export const sinceWords = (at: number, now: number, today: (time: string) => string, language?: string): string => {
  const moment = new Date(at)
  const here = new Date(now)
  if (moment.toDateString() === here.toDateString())
    return today(moment.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }))
  // English is written the way that the rest of the page is: 24 hours, day before month.
  const words = language === 'en' ? 'en-GB' : language
  const year = moment.getFullYear() === here.getFullYear() ? {} : ({ year: 'numeric' } as const)
  return moment.toLocaleDateString(words, { day: 'numeric', month: 'short', ...year })
}
