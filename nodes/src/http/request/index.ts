import { defineNode, type Message, type Out } from '@millrace/sdk'
import { describeResponse, readBytes } from './answer.ts'
import { config } from './config.ts'
import { dispatchersOf } from './dispatcher.ts'
import { draftRequest } from './draft.ts'
import { networkFailure, statusFailure } from './failure.ts'
import { sender } from './send.ts'

export const httpRequest = defineNode({
  type: 'core/http-request',
  title: 'http request',
  description: 'Sends a request and passes the response on.',
  help: `The URL may hold values of the message: \`https://api.example.com/devices/{{msg.topic}}\`. They are encoded for the place
where they stand, and can neither change the host nor leave the path. \`msg.url\`, \`msg.method\` (when chosen), \`msg.headers\`,
\`msg.cookies\`, \`msg.followRedirects\` and \`msg.requestTimeout\` (ms) are used too; what is set here comes first.

The payload is the body: objects are sent as JSON, or as the form that a \`content-type\` of
\`application/x-www-form-urlencoded\` or \`multipart/form-data\` asks for.

The response is the payload, with \`msg.statusCode\`, \`msg.headers\`, \`msg.responseUrl\` and \`msg.responseCookies\`. A request
that gets no response fails, and is tried again as the flow's retries say.`,
  icon: 'arrow-left-right',
  category: 'network',
  outputs: 1,
  guarantee: 'at least once',
  config,
  problems({ useProxy, proxy }) {
    return useProxy && proxy === '' ? [{ path: '/proxy', message: 'is required' }] : []
  },

  create({ config, fetch, defer, log, status }) {
    const { useProxy, useTls, proxyPassword = '', key = '' } = config
    const dispatchers = dispatchersOf({
      proxy: useProxy ? config.proxy : '',
      proxyUser: config.proxyUser,
      proxyPassword,
      noProxy: config.noProxy,
      verify: !useTls || config.verify,
      ca: useTls ? config.ca : '',
      certificate: useTls ? config.certificate : '',
      key: useTls ? key : ''
    })
    defer(() => dispatchers.close())
    const send = sender(config, fetch, dispatchers)
    let running = 0

    const request = async (message: Message, { id, signal }: Out): Promise<Message> => {
      const draft = draftRequest(config, message, id)
      const sending = {
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutOf(message) ?? config.timeout * 1000)]),
        followRedirects: Object.hasOwn(message, 'followRedirects')
          ? Boolean(message.followRedirects)
          : config.followRedirects
      }
      try {
        const response = await send(draft, sending)
        if (config.failOnStatus && response.status >= 400) {
          await response.body?.cancel()
          throw statusFailure(response, draft.method, draft.url)
        }
        const bytes = await readBytes(response, config.maxResponse)
        return { ...message, payload: payloadOf(bytes, response.status), ...describeResponse(response) }
      } catch (error) {
        throw networkFailure(error, draft.method, draft.url)
      }
    }

    const payloadOf = (bytes: Uint8Array, statusCode: number): unknown => {
      if (config.return === 'bytes') return bytes
      const text = new TextDecoder().decode(bytes)
      if (config.return === 'text') return text
      try {
        return JSON.parse(statusCode === 204 ? '{}' : text)
      } catch (error) {
        log.warn('the response is not JSON: it is passed on as text', { error: (error as Error).message })
        return text
      }
    }

    return async (message, out) => {
      if (running++ === 0) status('requesting', 'busy')
      try {
        out.send(await request(message, out))
        if (running === 1) status('')
      } catch (error) {
        status((error as Error).message, 'error')
        throw error
      } finally {
        running--
      }
    }
  }
})

const timeoutOf = ({ requestTimeout }: Message): number | undefined => {
  const given = Number(requestTimeout ?? Number.NaN)
  return given >= 1 ? given : undefined
}
