import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { KeyPair } from './certificates.ts'

/** Microsoft Entra ID, as far as an app with a client secret asks it for tokens. */
export interface Entra {
  /** `https://…`, without a slash at its end. */
  readonly authority: string
  readonly app: { readonly tenantId: string; readonly clientId: string; readonly clientSecret: string }
  /** Whether a token was issued here. */
  knows(token: string): boolean
  stop(): Promise<void>
}

const app = {
  tenantId: '00000000-0000-4000-8000-000000000001',
  clientId: '00000000-0000-4000-8000-000000000002',
  clientSecret: 'mill-stone'
}

/** Starts it on 127.0.0.1. Its certificate must be trusted by whoever asks. */
export const startEntra = async (tls: KeyPair): Promise<Entra> => {
  const issued = new Set<string>()
  let authority = ''
  const answer: RequestListener = async (request, response) => {
    const say = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const base = `${authority}/${app.tenantId}`
    if (request.method === 'GET') {
      say(200, {
        issuer: `${base}/v2.0`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        token_endpoint: `${base}/oauth2/v2.0/token`,
        end_session_endpoint: `${base}/oauth2/v2.0/logout`,
        jwks_uri: `${base}/discovery/v2.0/keys`
      })
      return
    }
    let text = ''
    for await (const chunk of request) text += chunk
    const form = new URLSearchParams(text)
    if (form.get('client_id') !== app.clientId || form.get('client_secret') !== app.clientSecret) {
      const error_description = 'AADSTS7000215: Invalid client secret provided.'
      say(401, { error: 'invalid_client', error_description, error_codes: [7000215] })
      return
    }
    const token = `token-${issued.size}.payload.signature`
    issued.add(token)
    say(200, { token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token: token })
  }
  const server = createServer({ key: tls.privateKey, cert: tls.certificate }, answer).listen(0, '127.0.0.1')
  await new Promise<void>(resolve => server.once('listening', resolve))
  authority = `https://127.0.0.1:${(server.address() as { port: number }).port}`
  return {
    authority,
    app,
    knows: token => issued.has(token),
    stop() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    }
  }
}
