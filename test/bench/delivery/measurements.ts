import { hosted } from '../hosted.ts'
import type { Measurement } from '../measurement.ts'
import { deployMeasurements } from './deploy.ts'
import { durableCases } from './durable.ts'
import { httpMeasurement } from './http.ts'
import { mqttMeasurements } from './mqtt.ts'
import { startMeasurements } from './start.ts'

/** Delivery as people meet it: whole servers, real brokers, the journal on disk. */
export const deliveryMeasurements: readonly Measurement[] = [
  ...mqttMeasurements,
  httpMeasurement,
  ...durableCases.map(hosted),
  ...deployMeasurements,
  ...startMeasurements
]
