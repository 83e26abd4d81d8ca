const DAY = 86_400_000

/** Whole days that are left; 0 on the last. */
export const daysUntil = (at: number, now: number): number => Math.max(0, Math.floor((at - now) / DAY))
