import { chosenVariant, isObject, type JsonSchema } from './walk.ts'

/** A copy of a config in which every field that is `generated` and still empty has got its value: made once, then kept and shown. */
export const generate = (schema: JsonSchema, config: unknown, random: () => string = randomHex): unknown => {
  if (schema.tag !== undefined) {
    const shape = chosenVariant(schema, config)
    return shape ? generate(shape, config, random) : config
  }
  if (!schema.properties || !isObject(config)) return config
  const made = { ...config }
  for (const [key, field] of Object.entries(schema.properties)) {
    if (field.generated !== undefined && (made[key] === undefined || made[key] === ''))
      made[key] = field.generated.replaceAll('{random}', random())
    else if (made[key] !== undefined) made[key] = generate(field, made[key], random)
  }
  return made
}

const randomHex = (): string =>
  [...crypto.getRandomValues(new Uint8Array(4))].map(byte => byte.toString(16).padStart(2, '0')).join('')
