import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type GrpcObject, loadPackageDefinition, type ServiceClientConstructor } from '@grpc/grpc-js'
import { fromJSON } from '@grpc/proto-loader'

const require = createRequire(import.meta.url)

const load = (path: string): GrpcObject =>
  loadPackageDefinition(
    fromJSON(JSON.parse(readFileSync(path, 'utf8')), { longs: Number, enums: String, defaults: true, oneofs: true })
  )

const at = (root: GrpcObject, name: string): ServiceClientConstructor =>
  name.split('.').reduce((found, step) => found[step] as GrpcObject, root) as unknown as ServiceClientConstructor

/** The services of Pub/Sub, as the protos say that come with its SDK. */
export const loadServices = () => {
  const pubsub = load(join(dirname(require.resolve('@google-cloud/pubsub/package.json')), 'build/protos/protos.json'))
  const iam = load(join(dirname(require.resolve('google-gax')), '../protos/iam_service.json'))
  return {
    publisher: at(pubsub, 'google.pubsub.v1.Publisher').service,
    subscriber: at(pubsub, 'google.pubsub.v1.Subscriber').service,
    iam: at(iam, 'google.iam.v1.IAMPolicy').service
  }
}
