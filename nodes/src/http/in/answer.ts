import { FlowError, type HttpAnswer, type HttpRequest, type TriggerContext } from '@millrace/sdk'
import { toAnswer } from '../reply.ts'
import { readBody } from './body.ts'
import { busy, type Leave, plain } from './plain.ts'
import { describeRequest } from './request.ts'

export type HttpInContext = TriggerContext<
  { readonly timeout: number; readonly timeoutStatus: number; readonly raw: boolean; readonly maxInflated: number },
  unknown
>

/** Starts the flow and waits for the first of: its reply, its failure, the time-out, the client's leaving. */
export const answer = async (
  { config, emit, expectReply, log }: HttpInContext,
  request: HttpRequest,
  response: Promise<HttpAnswer>,
  resolve: Leave
): Promise<HttpAnswer> => {
  const body = await readBody(request, config.raw, config.maxInflated)
  const req = describeRequest(request, body)
  const { id, reply, forget } = expectReply()
  reply
    .then(given => resolve(toAnswer(given)))
    .catch(error => {
      log.error('cannot send the reply', { error })
      resolve(plain(500, 'The flow failed.'))
    })
  const leave = () => resolve(plain(408, 'The client has gone.'))
  const timer = setTimeout(
    () => resolve(plain(config.timeoutStatus, 'The flow did not answer in time.')),
    config.timeout * 1000
  )
  request.signal.addEventListener('abort', leave)
  const receipt = {
    ack() {},
    nack: (error: Error) => resolve(isBusy(error) ? busy() : plain(500, 'The flow failed.'))
  }
  void emit({ payload: request.method === 'GET' ? req.query : body.body, req, _reply: id }, receipt)
  try {
    return await response
  } finally {
    clearTimeout(timer)
    request.signal.removeEventListener('abort', leave)
    forget()
  }
}

const isBusy = (error: Error): boolean => error instanceof FlowError && error.code === 'NO_ROOM'
