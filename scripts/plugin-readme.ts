import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DefinitionView, describePlugin, type Limits, type Plugin } from '@millrace/sdk'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The README of a plugin, made from what its definitions say about themselves. */
export const pluginReadme = (folder: string, plugin: Plugin): string => {
  const { name, description } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  const views = describePlugin(plugin)
  return [
    `# ${name}`,
    `${description} Part of [Millrace](../../README.md). Made from the definitions by \`npm run docs\`.`,
    `| Type | Kind | What it does |\n|---|---|---|\n${views.map(row).join('\n')}`,
    ...views.flatMap(section),
    '## Secrets',
    'Passwords, keys and tokens are kept encrypted by Millrace and are never exported. Write none into a flow, a template or\na repository. Give each client only what it needs, use TLS on every line that is not your own, and replace keys from time\nto time: a service credential is replaced in one place, and what uses it connects anew.'
  ]
    .join('\n\n')
    .concat('\n')
}

/** As a list; undefined when there are none. */
export const presetList = ({ presets }: DefinitionView): string | undefined =>
  presets?.map(({ title, description }) => `- **${title}**${description ? `: ${description}` : ''}`).join('\n')

const LIMITS = 'All can be changed. Messages above a rate or number wait; one that is too large becomes a dead letter.'

const row = ({ type, kind, description }: DefinitionView): string =>
  `| [\`${type}\`](../../docs/reference/${type.replace('/', '-')}.md) | ${kind} | ${description} |`

const section = (view: DefinitionView): string[] => {
  const { title, help, example, description } = view
  const presets = presetList(view)
  const limits = limitLines(view)
  return [
    `## ${title}`,
    help?.trim() ?? description,
    ...(presets ? [`### Presets\n\n${presets}`] : []),
    ...(limits.length > 0 ? [`### Limits\n\n${LIMITS}\n\n${limits.join('\n')}`] : []),
    ...(example ? [`### Example\n\n\`\`\`json\n${JSON.stringify(example, undefined, 2)}\n\`\`\``] : [])
  ]
}

const limitLines = ({ limits, limitPresets = [] }: DefinitionView): string[] => [
  ...(limits ? [`- **Default**: ${inWords(limits)}`] : []),
  ...limitPresets.map(preset => `- **${preset.title}**: ${inWords(preset.limits)}`)
]

const inWords = ({ rate, concurrent, bytes, throttle }: Limits): string =>
  [
    ...(rate ? [`${number(rate.messages)} messages out a ${rate.per}`] : []),
    ...(concurrent ? [`${number(concurrent)} on their way at a time`] : []),
    ...(bytes ? [`${number(bytes)} bytes a message`] : []),
    ...(throttle ? [`${number(throttle)} messages in a second`] : [])
  ].join(', ')

const number = (value: number): string => value.toLocaleString('en-US')
