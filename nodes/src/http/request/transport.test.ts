import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { type Certificates, makeCertificates } from '../../../../test/servers/certificates.ts'
import { httpRequest } from './index.ts'

describe('core/http-request through proxies and TLS', () => {
  let folder: string
  let certificates: Certificates
  let plain: string
  let secure: string
  let proxy: string
  let proxied: { url: string; login: string | undefined }[]
  const servers: Server[] = []
  const nodes: { close(): Promise<void> }[] = []

  const listen = async (server: Server): Promise<string> => {
    servers.push(server.listen(0, '127.0.0.1'))
    await once(server, 'listening')
    return `127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const answer: RequestListener = (request, response) => {
    const { authorized } = request.socket as TLSSocket
    response.end(`direct ${request.url}${authorized ? ' known' : ''}`)
  }
  const payload = async (config: object) => {
    const node = testNode(httpRequest, config)
    nodes.push(node)
    return (await node.receive({}))[0]?.message.payload
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'millrace-'))
    certificates = await makeCertificates(folder)
    const { ca, server } = certificates
    const { certificate: cert, privateKey: key } = server
    plain = `http://${await listen(createServer(answer))}`
    secure = `https://${await listen(createSecureServer({ cert, key, ca, requestCert: true, rejectUnauthorized: false }, answer))}`
    const gate = createServer((request, response) => {
      proxied.push({ url: String(request.url), login: request.headers['proxy-authorization'] })
      response.end('by proxy')
    })
    gate.on('connect', (request, socket) => {
      proxied.push({ url: String(request.url), login: request.headers['proxy-authorization'] })
      const [host, port] = String(request.url).split(':')
      const far = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        socket.pipe(far).pipe(socket)
      })
      far.on('error', () => socket.destroy())
      socket.on('error', () => far.destroy())
    })
    proxy = `http://${await listen(gate)}`
  })
  beforeEach(() => {
    proxied = []
  })
  afterEach(async () => {
    for (const node of nodes.splice(0)) await node.close()
  })
  after(async () => {
    for (const server of servers) {
      server.closeAllConnections()
      server.close()
    }
    await rm(folder, { recursive: true })
  })

  it('trusts no unknown authority', async () => {
    const caught = await payload({ url: `${secure}/x` }).catch(error => error)
    expect(caught).to.have.property('code', 'HTTP_FAILED')
  })

  it('trusts an authority that it is given, and shows its own certificate', async () => {
    const tls = { useTls: true, ca: certificates.ca }
    expect(await payload({ url: `${secure}/x`, ...tls })).to.equal('direct /x')
    const { certificate, privateKey: key } = certificates.client
    expect(await payload({ url: `${secure}/x`, ...tls, certificate, key })).to.equal('direct /x known')
  })

  it('trusts anybody when told to, and not when the setting is switched off again', async () => {
    expect(await payload({ url: `${secure}/x`, useTls: true, verify: false })).to.equal('direct /x')
    const caught = await payload({ url: `${secure}/x`, useTls: false, verify: false }).catch(error => error)
    expect(caught).to.have.property('code', 'HTTP_FAILED')
  })

  it('goes through a proxy, with a login', async () => {
    const through = { useProxy: true, proxy, proxyUser: 'ann', proxyPassword: 'pw' }
    expect(await payload({ url: `${plain}/x`, ...through })).to.equal('by proxy')
    expect(proxied).to.deep.equal([{ url: `${plain}/x`, login: `Basic ${Buffer.from('ann:pw').toString('base64')}` }])
  })

  it('goes through a tunnel to a secured server', async () => {
    const through = { useProxy: true, proxy, useTls: true, ca: certificates.ca }
    expect(await payload({ url: `${secure}/x`, ...through })).to.equal('direct /x')
    expect(proxied.map(({ url }) => url)).to.deep.equal([secure.replace('https://', '')])
  })

  it('goes around the proxy where that is asked for', async () => {
    expect(await payload({ url: `${plain}/x`, useProxy: true, proxy, noProxy: ['127.0.0.1'] })).to.equal('direct /x')
    expect(proxied).to.deep.equal([])
  })

  it('asks for the proxy that it is to use', () => {
    expect(httpRequest.problems?.({ useProxy: true, proxy: '' } as never)).to.deep.equal([
      { path: '/proxy', message: 'is required' }
    ])
  })
})
