import { create } from 'zustand'

/** What the welcome shows a newcomer, in this order. */
export const steps = ['watch', 'send', 'change', 'stop'] as const
export type Step = (typeof steps)[number]

const key = 'millrace.welcome'

const stored = (): readonly Step[] => {
  const names = localStorage.getItem(key)?.split(',') ?? []
  return steps.filter(step => names.includes(step))
}

export const useSteps = create<{ readonly done: readonly Step[] }>(() => ({
  done: typeof localStorage === 'undefined' ? [] : stored()
}))

export const markStep = (step: Step): void => {
  const { done } = useSteps.getState()
  if (done.includes(step)) return
  const next = [...done, step]
  localStorage.setItem(key, next.join(','))
  useSteps.setState({ done: next })
}
