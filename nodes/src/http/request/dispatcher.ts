/** What the web's fetch has no option for. */
export interface Transport {
  readonly proxy: string
  readonly proxyUser: string
  readonly proxyPassword: string
  readonly noProxy: readonly string[]
  readonly verify: boolean
  readonly ca: string
  readonly certificate: string
  readonly key: string
}

/** How requests travel, in the shape that the `dispatcher` option of fetch takes. */
export interface Dispatchers {
  /** Undefined where fetch needs none. */
  for(url: URL): Promise<object | undefined>
  close(): Promise<void>
}

type Closable = { close(): Promise<void> }

/**
 * Made when the first request needs them: undici is loaded only for proxies and for TLS options. They are handed to the
 * runtime's own fetch, so that its address guard holds for them too; the wrapper is because Node's fetch brings an older undici.
 */
export const dispatchersOf = (transport: Transport): Dispatchers => {
  const { proxy, noProxy } = transport
  const tls = tlsOf(transport)
  const agents = new Map<'direct' | 'proxy', Promise<{ readonly agent: Closable; readonly wrapped: object }>>()

  const make = async (way: 'direct' | 'proxy') => {
    const { Agent, Dispatcher1Wrapper, ProxyAgent } = await import('undici')
    const agent = way === 'direct' ? new Agent({ connect: tls ?? {} }) : new ProxyAgent(proxyOf(transport, tls))
    return { agent, wrapped: new Dispatcher1Wrapper(agent) }
  }

  return {
    async for(url) {
      const way = proxy !== '' && !isExempt(url.hostname, noProxy) ? 'proxy' : 'direct'
      if (way === 'direct' && tls === undefined) return undefined
      const found = agents.get(way) ?? make(way)
      agents.set(way, found)
      return (await found).wrapped
    },
    async close() {
      for (const made of agents.values()) await (await made).agent.close()
      agents.clear()
    }
  }
}

const tlsOf = ({ verify, ca, certificate, key }: Transport): object | undefined => {
  const options = {
    ...(!verify && { rejectUnauthorized: false }),
    ...(ca !== '' && { ca }),
    ...(certificate !== '' && { cert: certificate }),
    ...(key !== '' && { key })
  }
  return Object.keys(options).length > 0 ? options : undefined
}

const proxyOf = ({ proxy, proxyUser, proxyPassword }: Transport, tls: object | undefined) => {
  const token = `Basic ${Buffer.from(`${proxyUser}:${proxyPassword}`).toString('base64')}`
  return {
    uri: proxy,
    proxyTunnel: false,
    ...(proxyUser !== '' && { token }),
    ...(tls && { requestTls: tls })
  }
}

/** `example.com` stands for the host and all below it, as does `.example.com`. */
const isExempt = (host: string, names: readonly string[]): boolean =>
  names.some(name => {
    const bare = name.trim().replace(/^\*?\./, '')
    return bare !== '' && (host === bare || host.endsWith(`.${bare}`))
  })
