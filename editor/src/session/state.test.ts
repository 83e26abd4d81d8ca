import type { IntegrationState, NodeStatus, StoredIntegration } from '@millrace/engine'
import type { Workspace } from '@millrace/server/protocol'
import { expect } from 'chai'
import {
  initialState,
  receiveConnections,
  receiveIntegrations,
  receiveStatuses,
  receiveTraffic,
  receiveWorkspace,
  type SessionState
} from './state.ts'

const status = (address: string, text: string): NodeStatus => ({ address, text, level: 'ok', at: 0 })
const connection = (id: string, state: 'connecting' | 'connected'): IntegrationState => ({
  id,
  status: { state },
  since: 0,
  received: 0,
  sent: 0,
  waiting: 0
})
const integration = (id: string): StoredIntegration => ({ id, type: 'mqtt/broker', name: id, config: {} })
const workspace = (change: Partial<Workspace> = {}): Workspace => ({
  revision: 1,
  flows: [],
  integrations: [],
  globals: {},
  catalog: { hash: '', definitions: [] },
  statuses: [],
  connections: [],
  traffic: { balance: { arrived: 3, done: 2, onTheWay: 1, deadLetters: 0, lost: 0 }, rate: 1, nodes: [] },
  debug: [],
  notices: [],
  startedAt: 1,
  firstRun: false,
  role: 'admin',
  version: '0.1.0',
  ...change
})
const message = (id: number) => ({ id, address: 'f/n', name: 'n', at: 0, level: 'debug' as const, value: '1' })
const after = (state: SessionState, change: Partial<SessionState>): SessionState => ({ ...state, ...change })

describe('the state of the session', () => {
  it('is live with what a workspace says, and forgets what it does not say', () => {
    const first = after(initialState, receiveWorkspace(initialState, workspace({ statuses: [status('f/a', 'on')] })))
    expect(first.link).to.equal('live')
    expect(first.statuses.get('f/a')?.text).to.equal('on')
    const again = after(first, receiveWorkspace({ ...first, link: 'away' }, workspace()))
    expect([again.link, again.statuses.size]).to.deep.equal(['live', 0])
  })

  it('keeps the debug messages over a reconnect to the same run, and takes those of another', () => {
    const first = after(initialState, receiveWorkspace(initialState, workspace({ debug: [message(1), message(2)] })))
    const back = receiveWorkspace(first, workspace({ debug: [message(2), message(3)] }))
    expect(back.debug?.messages.map(({ id }) => id)).to.deep.equal([1, 2, 3])
    const restarted = receiveWorkspace(first, workspace({ startedAt: 2, debug: [message(1)] }))
    expect(restarted.debug?.messages.map(({ id }) => id)).to.deep.equal([1])
  })

  it('takes a status away when its text is empty', () => {
    const on = after(initialState, receiveStatuses(initialState, [status('f/a', 'on'), status('f/b', 'on')]))
    const off = receiveStatuses(on, [status('f/a', '')])
    expect([...(off.statuses?.keys() ?? [])]).to.deep.equal(['f/b'])
    expect([...on.statuses.keys()], 'what stood before is not touched').to.deep.equal(['f/a', 'f/b'])
  })

  it('replaces the connections that are told and leaves the others', () => {
    const two = after(
      initialState,
      receiveConnections(initialState, [connection('a', 'connecting'), connection('b', 'connecting')])
    )
    const { connections } = receiveConnections(two, [connection('a', 'connected')])
    expect([...(connections?.values() ?? [])].map(({ status: { state } }) => state)).to.deep.equal([
      'connected',
      'connecting'
    ])
  })

  it('drops the connection of an integration that is gone', () => {
    const two = after(
      initialState,
      receiveConnections(initialState, [connection('a', 'connected'), connection('b', 'connected')])
    )
    expect([...(receiveIntegrations(two, [integration('b')]).connections?.keys() ?? [])]).to.deep.equal(['b'])
  })

  it('finds the counts of a node by its address', () => {
    const counts = { address: 'f/a', received: 3, failed: 0, sent: [3], waiting: 1 }
    const { balance } = workspace().traffic
    expect(receiveTraffic({ balance, rate: 1, nodes: [counts] }).counts?.get('f/a')).to.equal(counts)
  })
})
