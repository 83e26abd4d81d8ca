import type { LetterView } from '@millrace/server/protocol'
import { useEffect, useState } from 'react'
import { session } from '../../session/index.ts'

/** A dead letter with its whole message, or why it cannot be shown. */
export const useLetter = (id: string): { readonly view?: LetterView; readonly problem?: string } => {
  const [answer, setAnswer] = useState<{ readonly view?: LetterView; readonly problem?: string }>({})
  useEffect(() => {
    let wanted = true
    session.request('deadletters:get', { id }).then(
      view => wanted && setAnswer({ view }),
      (error: Error) => wanted && setAnswer({ problem: error.message })
    )
    return () => {
      wanted = false
    }
  }, [id])
  return answer
}
