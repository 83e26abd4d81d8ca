import type { HttpAnswer, HttpRequest } from '@millrace/sdk'
import type { HttpInContext } from './answer.ts'
import { readBody } from './body.ts'
import { busy, type Leave, plain } from './plain.ts'
import { describeRequest, fieldOf } from './request.ts'

/** Starts the flow and answers as soon as the message is safe, or cannot be taken. */
export const accept = async (
  { config, emit }: HttpInContext,
  request: HttpRequest,
  response: Promise<HttpAnswer>,
  resolve: Leave
): Promise<HttpAnswer> => {
  const body = await readBody(request, config.raw, config.maxInflated)
  const req = describeRequest(request, body)
  const timer = setTimeout(() => resolve(busy()), config.timeout * 1000)
  const receipt = { ack: () => resolve(plain(202, 'Accepted.')), nack: () => resolve(busy()) }
  const id = fieldOf(request, 'idempotency-key')
  void emit({ payload: request.method === 'GET' ? req.query : body.body, req }, receipt, id === undefined ? {} : { id })
  try {
    return await response
  } finally {
    clearTimeout(timer)
  }
}
