import { asJson, type Definition, fill, openSecrets, type Problem, secretReferences } from '@millrace/sdk'

const noSecret = () => undefined

/**
 * What a definition itself says about a stored config, besides its schema. It sees plain secrets, as whoever connects
 * does; while one of them is not known it is not asked.
 */
export const ownProblems = (
  definition: Definition,
  stored: unknown,
  secret: (id: string) => string | undefined = noSecret
): readonly Problem[] => {
  if (definition.problems === undefined) return []
  const config = openSecrets(fill(asJson(definition.config), stored), secret)
  return secretReferences(config).length > 0 ? [] : definition.problems(config as never)
}
