import { pbkdf2Sync, randomBytes } from 'node:crypto'
import { globSync } from 'node:fs'

interface User {
  readonly username: string
  readonly password: string
}

const serverTls = (folder: string) => [
  `cafile ${folder}/ca.pem`,
  `certfile ${folder}/server.pem`,
  `keyfile ${folder}/server.key`
]

/** What mosquitto's configuration says about each listener, without its port. */
export const listeners = {
  mqtt: () => ['allow_anonymous true'],
  mqtts: (folder: string) => ['allow_anonymous true', ...serverTls(folder)],
  ws: () => ['protocol websockets', 'allow_anonymous true'],
  wss: (folder: string) => ['protocol websockets', 'allow_anonymous true', ...serverTls(folder)],
  password: (folder: string) => [
    'allow_anonymous false',
    `password_file ${folder}/passwords`,
    `acl_file ${folder}/acl`
  ],
  certificate: (folder: string) => [
    ...serverTls(folder),
    'require_certificate true',
    'use_identity_as_username true',
    'allow_anonymous false'
  ],
  guarded: (folder: string) => [
    'allow_anonymous false',
    `plugin ${globSync('/usr/{lib,local/lib}/{*/,}mosquitto_dynamic_security.so')[0]}`,
    `plugin_opt_config_file ${folder}/dynamic-security.json`
  ]
} satisfies Record<string, (folder: string) => string[]>

export type Listener = keyof typeof listeners

const hash = (password: string, iterations: number) => {
  const salt = randomBytes(12)
  return { salt: salt.toString('base64'), key: pbkdf2Sync(password, salt, iterations, 64, 'sha512').toString('base64') }
}

/** One line of a mosquitto password file, as mosquitto_passwd writes it. */
export const passwordFile = ({ username, password }: User): string => {
  const { salt, key } = hash(password, 101)
  return `${username}:$7$101$${salt}$${key}\n`
}

/** Mosquitto's ACL file decides on publishing and on delivery, never on subscribing. */
export const aclFile = ({ username }: User): string => `user ${username}\ntopic readwrite #\ntopic deny refused/#\n`

/** The dynamic security plugin also refuses subscriptions, with a reason in SUBACK. */
export const dynamicSecurity = ({ username, password }: User): string => {
  const iterations = 101
  const { salt, key } = hash(password, iterations)
  const allow = (acltype: string, topic: string, allowed: boolean, priority: number) => ({
    acltype,
    topic,
    allow: allowed,
    priority
  })
  return JSON.stringify({
    defaultACLAccess: { publishClientSend: true, publishClientReceive: true, subscribe: true, unsubscribe: true },
    clients: [{ username, password: key, salt, iterations, roles: [{ rolename: 'worker' }] }],
    roles: [{ rolename: 'worker', acls: [allow('subscribePattern', 'refused/#', false, 10)] }]
  })
}
