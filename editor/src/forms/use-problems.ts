import { check, fill, type JsonSchema, type Problem } from '@millrace/sdk'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { joinProblems } from './problem-words.ts'
import { useSettled } from './use-settled.ts'

const TYPING = 300

export interface FormProblems {
  readonly problems: readonly Problem[]
  /** For the form's scope: fields whose text cannot be read say so here. */
  readonly onUnreadable: (path: string, message?: string) => void
}

/** The problems of a config as it is typed: those of its schema at once, those that only the server can tell a moment later. */
export const useProblems = (
  schema: JsonSchema,
  config: unknown,
  ask?: (config: unknown) => Promise<readonly Problem[]>
): FormProblems => {
  const own = useMemo(() => check(schema, fill(schema, config)), [schema, config])
  const [others, setOthers] = useState<readonly Problem[]>([])
  const [unreadable, setUnreadable] = useState<readonly Problem[]>([])
  const settled = useSettled(config, TYPING)
  useEffect(() => {
    if (!ask) return
    let wanted = true
    const hear = (answer: readonly Problem[]) => wanted && setOthers(answer)
    ask(settled).then(hear, () => hear([]))
    return () => {
      wanted = false
    }
  }, [ask, settled])
  const onUnreadable = useCallback((path: string, message?: string) => {
    setUnreadable(old => {
      const rest = old.filter(problem => problem.path !== path)
      return message === undefined ? rest : [...rest, { path, message }]
    })
  }, [])
  const problems = useMemo(
    () => joinProblems([...unreadable, ...own], config === settled ? others : []),
    [unreadable, own, others, config, settled]
  )
  return { problems, onUnreadable }
}
