import { isObject, isSecretReference } from '@millrace/sdk'
import type { Vault } from '../vault/vault.ts'

/** Takes the references to secrets that are no more out of a config; `lost` when there were any. */
export const withoutLostSecrets = <T extends { readonly config?: unknown }>(
  item: T,
  vault: Pick<Vault, 'secret'>
): { readonly item: T; readonly lost: boolean } => {
  let lost = false
  const clean = (value: unknown): unknown => {
    if (isSecretReference(value)) {
      if (vault.secret(value.$secret) !== undefined) return value
      lost = true
      return undefined
    }
    if (Array.isArray(value)) return value.map(clean)
    if (!isObject(value)) return value
    const entries = Object.entries(value).map(([key, part]) => [key, clean(part)])
    return Object.fromEntries(entries.filter(([, part]) => part !== undefined))
  }
  const config = clean(item.config)
  return { item: lost ? { ...item, config } : item, lost }
}
