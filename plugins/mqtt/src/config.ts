import { type Static, t } from '@millrace/sdk'

const secure = { protocol: ['mqtts', 'wss'] }
const pem = (name: string) => ({ widget: 'multiline', examples: [`-----BEGIN ${name}-----`] }) as const

/** The quality of service of a subscription or a message. */
export const qosField = (description: string) =>
  t.choice([0, 1, 2], { title: 'Quality of service', widget: 'segments', default: 1, columns: 6, description })

/** Topic filters, one a line. */
export const topicsField = (description: string) =>
  t.Array(t.text({ format: 'topic-filter', minLength: 1, maxLength: 1024 }), {
    title: 'Topics',
    description,
    default: [],
    uniqueItems: true,
    widget: 'topics',
    examples: [['plant/+/boiler'], ['netneural/{{globals.organization_id}}/devices/+/telemetry']]
  })

/** What people fill in for a broker. */
export const brokerConfig = t.Object({
  protocol: t.choice(['mqtt', 'mqtts', 'ws', 'wss'], {
    title: 'Protocol',
    labels: { mqtt: 'mqtt://', mqtts: 'mqtts://', ws: 'ws://', wss: 'wss://' },
    default: 'mqtt',
    columns: 3,
    address: true
  }),
  host: t.text({
    title: 'Host',
    description: 'mqtts and wss are encrypted. Without a port: 1883, 8883, 80 or 443.',
    minLength: 1,
    maxLength: 1024,
    pattern: '^[^/\\s]+$',
    examples: ['broker.example.com', '{{globals.broker}}'],
    columns: 6,
    address: true
  }),
  port: t.Optional(
    t.integer({
      title: 'Port',
      examples: [1883],
      minimum: 1,
      maximum: 65535,
      columns: 3,
      address: true
    })
  ),
  path: t.Optional(
    t.text({ title: 'Path', pattern: '^/', default: '/mqtt', when: { protocol: ['ws', 'wss'] }, advanced: true })
  ),
  version: t.choice(['3.1.1', '5'], {
    title: 'Version',
    description: 'Most brokers take both; 5 says why it refuses something.',
    widget: 'segments',
    default: '3.1.1',
    columns: 6
  }),
  clientId: t.Optional(
    t.text({
      title: 'Client ID',
      description: 'Names this client to the broker. No other client may use it.',
      maxLength: 65535,
      generated: 'millrace-{random}',
      columns: 6
    })
  ),
  auth: t.variants(
    'method',
    {
      none: {},
      password: {
        username: t.Optional(t.text({ title: 'Username', columns: 6 })),
        password: t.Optional(t.secret({ title: 'Password', columns: 6 }))
      },
      certificate: {
        certificate: t.text({ title: 'Certificate', minLength: 4, maxLength: 32767, ...pem('CERTIFICATE') }),
        privateKey: t.secret({ title: 'Private key', minLength: 4, maxLength: 32767, ...pem('PRIVATE KEY') }),
        username: t.Optional(
          t.text({ title: 'Username', description: 'Some brokers, such as Azure IoT Hub, want one as well.' })
        )
      },
      credential: {
        credential: t.credential('certificate', {
          title: 'Certificate and key',
          description: 'Kept once, used by several integrations, and rotated without a change here.'
        }),
        username: t.Optional(t.text({ title: 'Username', description: 'Only where the broker wants one as well.' }))
      }
    },
    {
      title: 'Sign in with',
      widget: 'segments',
      labels: {
        none: 'Nothing',
        password: 'Username and password',
        certificate: 'Certificate',
        credential: 'Service credential'
      },
      default: { method: 'password' }
    }
  ),
  ca: t.Optional(
    t.text({
      title: 'CA certificate',
      description: "Needed when the broker's certificate is self-signed or from an authority of your own.",
      maxLength: 131072,
      when: { ...secure, skipVerification: [false] },
      ...pem('CERTIFICATE')
    })
  ),
  skipVerification: t.Boolean({
    title: "Do not verify the broker's certificate",
    description: 'Anybody on the way can read and change everything. For trying things out only.',
    default: false,
    when: secure,
    advanced: true
  }),
  serverName: t.Optional(
    t.text({
      title: 'Server name',
      description: "The name in the broker's certificate, when it is not the host.",
      when: secure,
      advanced: true
    })
  ),
  alpn: t.Optional(
    t.text({
      title: 'ALPN protocol',
      description: 'AWS IoT Core on port 443 wants x-amzn-mqtt-ca.',
      when: { protocol: ['mqtts'] },
      advanced: true
    })
  ),
  clean: t.Boolean({
    title: 'Clean session',
    description: 'Off: the broker keeps messages while we are away.',
    default: false
  }),
  topics: topicsField('What triggers without topics of their own hear. Not needed for publishing.'),
  keepalive: t.Integer({
    title: 'Keep-alive',
    description: 'Seconds without traffic after which the connection is checked.',
    minimum: 1,
    maximum: 65535,
    default: 60,
    columns: 6,
    advanced: true
  }),
  connectTimeout: t.Integer({
    title: 'Time to connect',
    description: 'Seconds.',
    minimum: 1,
    maximum: 300,
    default: 15,
    columns: 6,
    advanced: true
  }),
  sessionExpiry: t.Integer({
    title: 'Keep the session for',
    description: 'Seconds after which the broker forgets us and what it kept for us.',
    minimum: 1,
    maximum: 4294967295,
    default: 86400,
    when: { version: ['5'], clean: [false] },
    columns: 6,
    advanced: true
  }),
  receiveMaximum: t.Integer({
    title: 'Unacknowledged messages',
    description: 'How many messages of QoS 1 and 2 the broker sends before the first is done.',
    minimum: 1,
    maximum: 65535,
    default: 1000,
    when: { version: ['5'] },
    columns: 6,
    advanced: true
  }),
  will: t.variants(
    'kind',
    {
      none: {},
      message: {
        topic: t.text({ title: 'Topic', format: 'topic', minLength: 1, maxLength: 1024 }),
        payload: t.text({ title: 'Payload', default: '' }),
        qos: t.choice([0, 1, 2], { title: 'Quality of service', widget: 'segments', default: 1 }),
        retain: t.Boolean({ title: 'Retained', default: false })
      }
    },
    {
      title: 'Last will',
      description: 'What the broker publishes for us when the connection breaks.',
      labels: { none: 'None', message: 'A message' },
      widget: 'segments',
      default: { kind: 'none' },
      advanced: true
    }
  )
})

export type BrokerConfig = Static<typeof brokerConfig>

const defaultPorts = { mqtt: 1883, mqtts: 8883, ws: 80, wss: 443 }

/** The protocol's own port when none is given. */
export const portOf = ({ protocol, port }: Pick<BrokerConfig, 'protocol' | 'port'>): number =>
  port ?? defaultPorts[protocol]

export const isSecure = ({ protocol }: Pick<BrokerConfig, 'protocol'>): boolean =>
  protocol === 'mqtts' || protocol === 'wss'
