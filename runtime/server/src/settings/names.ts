/** `maxInFlight` on the command line: `max-in-flight`. */
export const optionName = (setting: string): string => setting.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

/** `maxInFlight` in the environment: `MILLRACE_MAX_IN_FLIGHT`. */
export const variableName = (setting: string): string =>
  `MILLRACE_${setting.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase()}`
