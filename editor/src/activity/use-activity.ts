import type { IntegrationActivity } from '@millrace/server/protocol'
import { useEffect } from 'react'
import { create } from 'zustand'
import { session, useSession } from '../session/index.ts'
import { type Activities, receiveActivity } from './activity.ts'

const useStore = create<{ readonly activities: Activities }>(() => ({ activities: new Map() }))

/** Watchers that are on the page; the first asks, and all share what is told. */
let watchers = 0
let stop: (() => void) | undefined

const ask = async (): Promise<void> => {
  const all = await session.request('integrations:activity').catch(() => [])
  useStore.setState({ activities: new Map(all.map(activity => [activity.id, activity])) })
}

const watch = (): (() => void) => {
  watchers++
  stop ??= session.on('activity', changes =>
    useStore.setState(({ activities }) => ({ activities: receiveActivity(activities, changes) }))
  )
  return () => {
    watchers--
    if (watchers > 0) return
    stop?.()
    stop = undefined
  }
}

/** Follows what goes through the integrations while a component is shown; asks anew when one is added and after a reconnect. */
export const useActivities = (): Activities => {
  const link = useSession(state => state.link)
  const count = useSession(state => state.integrations.length)
  useEffect(watch, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again when there are more integrations
  useEffect(() => {
    if (link === 'live') void ask()
  }, [link, count])
  return useStore(({ activities }) => activities)
}

export const useActivity = (id: string): IntegrationActivity | undefined => useActivities().get(id)
