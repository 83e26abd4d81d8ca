import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { asJson, check, FlowError, fill, t } from '@millrace/sdk'
import { parseFile, readText } from '../files/read-json.ts'
import { writeAtomic } from '../files/write-atomic.ts'
import { hashPassword, isPasswordHash } from './password.ts'
import { type Settings, SettingsSchema } from './schema.ts'
import { fromArguments, fromEnvironment, fromObject, type GivenSettings } from './sources.ts'

export interface SettingsSources {
  readonly argv?: readonly string[]
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly dataDir: string
}

/**
 * Command line before environment before `millrace.config.json` before defaults. The password comes back as a hash, and
 * a plain one in the file is replaced by its hash. Throws SETTINGS_INVALID, naming the setting and where it was set.
 */
export const loadSettings = async ({ argv = [], env = {}, dataDir }: SettingsSources): Promise<Settings> => {
  const fields = asJson(SettingsSchema).properties ?? {}
  const given: GivenSettings = {
    ...fromObject(await readConfigFile(dataDir), FILE),
    ...fromEnvironment(fields, env),
    ...fromArguments(fields, argv)
  }
  return toSettings(given, dataDir)
}

/** Settings that a program hands in, checked and completed like those of people. */
export const completeSettings = (values: Partial<Settings>, dataDir: string): Promise<Settings> =>
  toSettings(fromObject(values, 'the settings handed in'), dataDir)

const toSettings = async (given: GivenSettings, dataDir: string): Promise<Settings> => {
  const values = Object.fromEntries(Object.entries(given).map(([name, { value }]) => [name, value]))
  const [problem] = check(SettingsSchema, values).filter(({ message }) => message !== 'is required')
  if (problem) {
    const name = problem.path.split('/')[1] ?? ''
    throw new FlowError('SETTINGS_INVALID', `${given[name]?.where ?? name} ${problem.message}.`)
  }
  const settings = fill(asJson(SettingsSchema), values) as Settings
  const { password, tlsCert, tlsKey } = settings
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw new FlowError('SETTINGS_INVALID', 'HTTPS needs both tlsCert and tlsKey. Set the other one too, or neither.')
  if (password === undefined || isPasswordHash(password)) return settings
  return { ...settings, password: await hashPassword(password, saltOf(dataDir)) }
}

/** The same at every start, so that a password from the environment does not end the sessions of the last run. */
const saltOf = (dataDir: string): Buffer =>
  createHash('sha256')
    .update(`salt of ${resolve(dataDir)}`)
    .digest()
    .subarray(0, 16)

const FILE = 'millrace.config.json'
const FileSchema = t.Object({})

const readConfigFile = async (dataDir: string): Promise<Record<string, unknown>> => {
  const path = join(dataDir, FILE)
  const text = await readText(path)
  if (text === undefined) return {}
  const values = parseFile(path, text, FileSchema) as Record<string, unknown>
  const { password } = values
  if (typeof password !== 'string' || password === '' || isPasswordHash(password)) return values
  const hash = await hashPassword(password)
  await writeAtomic(
    path,
    text.replace(PASSWORD, (_, key: string) => key + JSON.stringify(hash))
  )
  return { ...values, password: hash }
}

/** The password's place in the file, so that the rest of it stays as it was formatted. */
const PASSWORD = /("password"\s*:\s*)"(?:[^"\\]|\\.)*"/
