/**
 * Writes the pages that are made from the definitions: in `docs` one for each node, trigger, integration and credential type,
 * and the list of error codes; in each plugin of an integration its README. `npm run docs`; a test compares them with what is committed.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import core from '@millrace/nodes'
import sqs from '@millrace/plugin-amazon-sqs'
import eventHubs from '@millrace/plugin-azure-event-hubs'
import cloud from '@millrace/plugin-cloud'
import pubsub from '@millrace/plugin-google-pubsub'
import mqtt from '@millrace/plugin-mqtt'
import { type DefinitionView, describePlugin, errorCodes, type JsonSchema } from '@millrace/sdk'
import { pluginReadme, presetList } from './plugin-readme.ts'

/** The generated READMEs by their path from the root. */
export const readmePages = (): ReadonlyMap<string, string> =>
  new Map(
    [mqtt, pubsub, sqs, eventHubs].map(plugin => [
      `plugins/${plugin.name}/README.md`,
      pluginReadme(`plugins/${plugin.name}`, plugin)
    ])
  )

/** The generated pages by their path below `docs`. */
export const referencePages = (): ReadonlyMap<string, string> => {
  const definitions = [core, cloud, mqtt, pubsub, sqs, eventHubs].flatMap(describePlugin)
  const pages = definitions.map(view => [pathOf(view), definitionPage(view)] as const)
  return new Map([...pages, ['reference/README.md', indexPage(definitions)], ['errors.md', errorsPage()]])
}

const pathOf = ({ type }: DefinitionView): string => `reference/${type.replace('/', '-')}.md`

const indexPage = (definitions: readonly DefinitionView[]): string => {
  const row = (view: DefinitionView) =>
    `| [${view.title}](${pathOf(view).replace('reference/', '')}) | ${view.kind} | ${view.description} |`
  return `# Reference\n\nMade from the definitions by \`npm run docs\`.\n\n| | kind | what it does |\n|---|---|---|\n${definitions.map(row).join('\n')}\n`
}

const errorsPage = (): string => {
  const rows = Object.entries(errorCodes).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`)
  return `# Error codes\n\nEvery error carries one of these codes. Made from the SDK by \`npm run docs\`.\n\n| code | what it means |\n|---|---|\n${rows.join('\n')}\n`
}

const definitionPage = (view: DefinitionView): string =>
  [
    `# ${view.title}`,
    view.description,
    facts(view),
    view.help?.trim(),
    '## Settings',
    settings(view.config) || 'None.',
    view.presets && `## Presets\n\n${presetList(view)}`,
    view.example && `## Example\n\n\`\`\`json\n${JSON.stringify(view.example, undefined, 2)}\n\`\`\``
  ]
    .filter(part => part)
    .join('\n\n')
    .concat('\n')

const facts = ({ type, kind, category, integration, outputs }: DefinitionView): string => {
  const ports =
    typeof outputs === 'number'
      ? String(outputs)
      : outputs === undefined
        ? undefined
        : Array.isArray(outputs)
          ? outputs.join(', ')
          : 'as configured'
  const pairs = {
    type: `\`${type}\``,
    kind,
    category,
    integration: integration && `\`${integration}\``,
    outputs: ports
  }
  return Object.entries(pairs)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · ')
}

const settings = (schema: JsonSchema, prefix = ''): string =>
  Object.entries(schema.properties ?? {})
    .flatMap(([key, field]) => [
      line(prefix + key, field, schema.required?.includes(key) && field.default === undefined),
      nested(prefix + key, field)
    ])
    .filter(text => text !== '')
    .join('\n')

const line = (name: string, field: JsonSchema, required: boolean | undefined): string => {
  const notes = [
    required ? 'required' : '',
    field.template === 'start' || field.template === 'number' ? 'template' : '',
    field.secret ? 'secret' : '',
    choices(field)
  ]
  const noted = notes.filter(note => note !== '').join(', ')
  return `- \`${name}\`${noted ? ` (${noted})` : ''}${field.title ? ` **${field.title}**` : ''}${field.description ? `: ${field.description}` : ''}`
}

const choices = ({ enum: values }: JsonSchema): string =>
  values ? `one of ${values.map(value => `\`${value}\``).join(' ')}` : ''

const nested = (name: string, field: JsonSchema): string => {
  if (field.template === 'value' || field.template === 'target') return ''
  if (field.tag !== undefined)
    return (field.anyOf ?? [])
      .map(shape =>
        [`- \`${name}.${field.tag}\` = \`${shape.title}\``, settings(without(shape, field.tag), `${name}.`)]
          .filter(text => text)
          .join('\n')
      )
      .join('\n')
  if (field.items) return nested(`${name}[]`, field.items) || settings(field.items, `${name}[].`)
  return settings(field, `${name}.`)
}

const without = (shape: JsonSchema, tag: string | undefined): JsonSchema => ({
  ...shape,
  properties: Object.fromEntries(Object.entries(shape.properties ?? {}).filter(([key]) => key !== tag))
})

if (import.meta.main) {
  const docs = fileURLToPath(new URL('../docs', import.meta.url))
  rmSync(join(docs, 'reference'), { recursive: true, force: true })
  for (const [path, text] of referencePages()) {
    mkdirSync(dirname(join(docs, path)), { recursive: true })
    writeFileSync(join(docs, path), text)
  }
  for (const [path, text] of readmePages()) writeFileSync(join(docs, '..', path), text)
}
