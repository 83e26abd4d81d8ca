import type { JsonSchema } from '@millrace/sdk'

/** What a field is called: its title, otherwise its key in words. */
export const labelOf = (key: string, schema: JsonSchema): string => schema.title ?? inWords(key)

/** `clientId` reads "Client id", `max-age` "Max age". */
export const inWords = (key: string): string => {
  const words = key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]+/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
