import { isObject, isSecretReference, pointerStep } from '@millrace/sdk'

/** The places of a config of an export where a secret was. */
export const secretPlaces = (value: unknown, path = ''): readonly string[] => {
  if (isSecretReference(value)) return [path]
  if (Array.isArray(value)) return value.flatMap((item, i) => secretPlaces(item, path + pointerStep(i)))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, part]) => secretPlaces(part, path + pointerStep(key)))
}
