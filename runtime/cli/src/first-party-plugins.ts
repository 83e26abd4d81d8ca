import { core } from '@millrace/nodes'
import sqs from '@millrace/plugin-amazon-sqs'
import eventHubs from '@millrace/plugin-azure-event-hubs'
import cloud from '@millrace/plugin-cloud'
import pubsub from '@millrace/plugin-google-pubsub'
import mqtt from '@millrace/plugin-mqtt'
import type { Plugin } from '@millrace/sdk'

/** What every Millrace comes with. */
export const firstPartyPlugins: readonly Plugin[] = [core, cloud, mqtt, pubsub, sqs, eventHubs]
