import { definePlugin } from '@millrace/sdk'
import { mqttEmbedded } from './embedded-broker/integration.ts'
import { mqttBroker } from './integration.ts'
import { mqttOut } from './output.ts'
import { mqttIn } from './trigger.ts'

export { mqttBroker, mqttEmbedded, mqttIn, mqttOut }

export default definePlugin({ name: 'mqtt', contributes: [mqttBroker, mqttEmbedded, mqttIn, mqttOut] })
