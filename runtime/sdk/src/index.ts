export { decode, encode } from './codec.ts'
export type * from './define/context.ts'
export { type Credential, defineCredential } from './define/credential.ts'
export type * from './define/described.ts'
export type * from './define/http.ts'
export {
  type ConnectContext,
  type ConnectionStatus,
  defineIntegration,
  type Integration,
  type IntegrationCategory,
  integrationCategories,
  type Limits,
  type Option,
  type StageName,
  stagesOf
} from './define/integration.ts'
export {
  type Category,
  categories,
  type DebugValue,
  type DeliverOptions,
  defineNode,
  type Guarantee,
  type Handler,
  type Hears,
  type Node,
  type NodeContext,
  type Out,
  type Outputs,
  type Scope,
  type State,
  type StatusLevel
} from './define/node.ts'
export { type Definition, definePlugin, type Plugin } from './define/plugin.ts'
export {
  type ConnectionEventMessage,
  defineTrigger,
  type ExpectedReply,
  type Origin,
  type Receipt,
  type Trigger,
  type TriggerContext,
  type TriggerEvent,
  triggerEvents
} from './define/trigger.ts'
export { type DefinitionView, describeDefinition, describePlugin, portsOf } from './describe.ts'
export { type ErrorCode, errorCodes } from './error-codes.ts'
export { ConfigError, FlowError, RejectedError, RetryError } from './errors.ts'
export type * from './message.ts'
export type { Problem } from './problem.ts'
export { check } from './schema/check.ts'
export type { Code, CodeOptions } from './schema/code.ts'
export { fill } from './schema/fill.ts'
export { generate } from './schema/generate.ts'
export { bareHost, type ConfigHost, parse } from './schema/parse.ts'
export {
  type Keywords,
  type Static,
  type Template,
  type TObject,
  type TProperties,
  type TSchema,
  t,
  type Value
} from './schema/schema.ts'
export {
  isSecretReference,
  openSecrets,
  type SecretReference,
  sealSecrets,
  secretReferences
} from './schema/secrets.ts'
export { type StoredValue, type ValueType, valueTypes } from './schema/value-types.ts'
export { applies, asJson, chosenVariant, isObject, type JsonSchema, pointerStep } from './schema/walk.ts'
export { checkPath, getPath, type Path, parsePath, setPath } from './value/path.ts'
export { decodePayload, encodePayload, type PayloadKind, payloadKinds } from './value/payload.ts'
export { compileTemplate, hasTemplate, renderStart, type TemplateScope, templateProblem } from './value/template.ts'
export { compileValue, parseStatePath, previousValue, type ValueHost } from './value/typed.ts'
