import { type Static, t } from '@millrace/sdk'

/** Every setting: one schema for the types, the checks, the command line, the environment and the help text. */
export const SettingsSchema = t.Object(
  {
    host: t.String({ default: '127.0.0.1', description: 'Address to listen on. A public one needs a password.' }),
    port: t.Integer({
      default: 1880,
      minimum: 0,
      maximum: 65535,
      description: 'Port to listen on; 0 takes a free one.'
    }),
    path: t.String({
      default: '/',
      pattern: '^/(?:[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*/?)?$',
      description: 'Path that everything is served under, such as /millrace behind a proxy.'
    }),
    password: t.Optional(
      t.secret({ description: 'Password of the editor and the API, or its hash as Millrace writes it.' })
    ),
    secretKey: t.Optional(
      t.secret({ description: 'Key that secrets are sealed with. Without it, secret.key in the data folder.' })
    ),
    tlsCert: t.Optional(t.String({ description: 'File of the certificate, to serve HTTPS.' })),
    tlsKey: t.Optional(t.String({ description: "File of the certificate's private key." })),
    trustProxy: t.Boolean({ default: false, description: 'Believe X-Forwarded-* of the proxy in front.' }),
    allowedHosts: t.Array(t.String(), { default: [], description: 'Further host names that this server goes by.' }),
    allowedOrigins: t.Array(t.String(), {
      default: [],
      description: 'Origins of other web pages that may use the API.'
    }),
    maxBody: t.Integer({ default: 5_242_880, minimum: 1, description: 'Largest body of a request, in bytes.' }),
    plugins: t.Array(t.String(), {
      default: [],
      description: 'Packages or files of plugins to load besides those found.'
    }),
    sandboxMode: t.String({
      default: 'process',
      enum: ['process', 'inline'],
      description: 'Where code of functions runs: in processes that can be killed, or in this one.'
    }),
    sandboxProcesses: t.Integer({
      default: 0,
      minimum: 0,
      maximum: 64,
      description: 'Processes that flows with code are spread over; 0 chooses by the cores.'
    }),
    sandboxFetch: t.Array(t.String(), {
      default: [],
      description: 'Hosts that functions may fetch from, such as api.example.com or *.example.com.'
    }),
    sandboxModules: t.Array(t.String(), {
      default: [],
      description: 'Packages in node_modules of the data folder that functions may use.'
    }),
    functionTimeout: t.Integer({
      default: 1000,
      minimum: 1,
      description: 'Milliseconds that a function node may take.'
    }),
    functionMemory: t.Integer({
      default: 64,
      minimum: 8,
      description: 'Mebibytes that the functions of a flow may use.'
    }),
    maxInFlight: t.Integer({ default: 1000, minimum: 1, description: 'Messages of one trigger under way at a time.' }),
    retryAttempts: t.Integer({ default: 5, minimum: 1, description: 'How often a message is tried in all.' }),
    retryDelay: t.Integer({ default: 1000, minimum: 0, description: 'Milliseconds before the second try.' }),
    retryMaxDelay: t.Integer({
      default: 60_000,
      minimum: 0,
      description: 'Longest wait between two tries, in milliseconds.'
    }),
    drainTimeout: t.Integer({
      default: 30_000,
      minimum: 0,
      description: 'Milliseconds that messages have to finish before a stop.'
    }),
    acknowledgeOnArrival: t.Boolean({ default: false, description: 'Acknowledge at once. Loses messages in a crash.' }),
    spillAfter: t.Integer({
      default: 250,
      minimum: 0,
      description: 'Milliseconds until the journal takes over a message that is still under way.'
    }),
    journalMessages: t.Integer({
      default: 100_000,
      minimum: 1,
      description: 'Messages under way that the journal holds; above it sources are paused.'
    }),
    journalBytes: t.Integer({
      default: 536_870_912,
      minimum: 1,
      description: 'Bytes of messages under way that the journal holds.'
    }),
    journalAge: t.Integer({
      default: 0,
      minimum: 0,
      description: 'Seconds that the oldest message in the journal may wait before others are refused; 0 is no bound.'
    }),
    deadLetters: t.Integer({
      default: 10_000,
      minimum: 1,
      description: 'Dead letters kept; above it the oldest are forgotten.'
    }),
    deadLetterBytes: t.Integer({ default: 67_108_864, minimum: 1, description: 'Bytes of dead letters kept.' }),
    deadLetterDays: t.Integer({
      default: 30,
      minimum: 0,
      description: 'Days that dead letters are kept; 0 is for ever.'
    }),
    debugHistory: t.Integer({
      default: 1000,
      minimum: 0,
      description: 'Debug messages kept for editors that open later.'
    }),
    revisions: t.Integer({
      default: 500,
      minimum: 1,
      description: 'Revisions kept, of flows, of integrations and of globals each.'
    }),
    expiryDays: t.Integer({
      default: 30,
      minimum: 0,
      description: 'Days before a certificate or token ends from which on people are warned.'
    }),
    crashLoop: t.Integer({
      default: 3,
      minimum: 0,
      description: 'Starts in a row that may end within a minute before the next is in safe mode; 0 is never.'
    }),
    safe: t.Boolean({ default: false, description: 'Start in safe mode: the editor, and no flows.' }),
    logLevel: t.String({
      default: 'info',
      enum: ['debug', 'info', 'warn', 'error', 'silent'],
      description: 'Least level that is logged.'
    })
  },
  { additionalProperties: false }
)

export type Settings = Readonly<Static<typeof SettingsSchema>>
