import type { Scenario } from '../scenario.ts'
import { eventHubsToEventHubs } from './event-hubs.ts'
import { mqttOverDelay, mqttOverJoin, mqttToMqtt } from './mqtt.ts'
import { pubsubToPubsub } from './pubsub.ts'
import { sqsToSqs } from './sqs.ts'
import { webhookToMqtt } from './webhook.ts'

export const scenarios: readonly Scenario[] = [
  mqttToMqtt,
  mqttOverDelay,
  mqttOverJoin,
  webhookToMqtt,
  sqsToSqs,
  pubsubToPubsub,
  eventHubsToEventHubs
]
