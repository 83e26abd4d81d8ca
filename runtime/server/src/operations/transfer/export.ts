import type { Flow, StoredCredential, StoredIntegration } from '@millrace/engine'
import { isObject, isSecretReference } from '@millrace/sdk'
import type { ExportFile, ExportRequest } from '../../protocol.ts'
import { credentialFields } from '../config-fields.ts'
import type { ServerParts } from '../parts.ts'

/** Flows and integrations to take elsewhere, with the credentials that they name. Where a secret was stands that one was there. */
export const exportFile = ({ runtime }: Pick<ServerParts, 'runtime'>, request: ExportRequest): ExportFile => {
  const flows = runtime.flows.filter(({ id }) => request.flows?.includes(id) ?? true)
  const wanted = request.integrations ?? (request.flows === undefined ? undefined : usedBy(flows))
  const integrations = runtime.integrations.filter(({ id }) => wanted?.includes(id) ?? true)
  const named = new Set(credentialIds(runtime, flows, integrations))
  const all = request.flows === undefined && request.integrations === undefined
  const credentials = runtime.credentials.filter(({ id }) => all || named.has(id))
  return {
    format: 1,
    kind: 'millrace-export',
    flows: flows.map(flow => ({ ...flow, nodes: flow.nodes.map(node => withoutReferences(node)) })),
    integrations: integrations.map(withoutReferences<StoredIntegration>),
    credentials: credentials.map(withoutReferences<StoredCredential>),
    globals: request.globals ? runtime.globals : {}
  }
}

const usedBy = (flows: readonly Flow[]): readonly string[] =>
  flows.flatMap(({ nodes }) => nodes.flatMap(({ integration }) => integration ?? []))

const credentialIds = (
  runtime: ServerParts['runtime'],
  flows: readonly Flow[],
  integrations: readonly StoredIntegration[]
): readonly string[] =>
  [...integrations, ...flows.flatMap(({ nodes }) => nodes)].flatMap(({ type, config }) =>
    credentialFields(runtime.definition(type), config).map(({ value }) => String(value))
  )

/** References mean nothing elsewhere: their ids go, and that there was a secret stays. */
const withoutReferences = <T extends { readonly config?: unknown }>(item: T): T =>
  item.config === undefined ? item : { ...item, config: blanked(item.config) }

const blanked = (value: unknown): unknown => {
  if (isSecretReference(value)) return { $secret: '' }
  if (Array.isArray(value)) return value.map(blanked)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, blanked(part)]))
}
