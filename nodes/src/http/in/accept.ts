import type { HttpAnswer, HttpRequest } from '@millrace/sdk'
import type { HttpInContext } from './answer.ts'
import { readBody } from './body.ts'
import { busy, type Leave, plain, stopping } from './plain.ts'
import { describeRequest, fieldOf } from './request.ts'

/**
 * Starts the flow and answers as soon as the message is safe, or cannot be taken. A message that was taken is answered for
 * even when the flow is stopped meanwhile: a caller that is refused would send it again.
 */
export const accept = async (
  { config, emit, signal }: HttpInContext,
  request: HttpRequest,
  response: Promise<HttpAnswer>,
  resolve: Leave
): Promise<HttpAnswer> => {
  const body = await readBody(request, config.raw, config.maxInflated)
  if (signal.aborted) return stopping()
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
