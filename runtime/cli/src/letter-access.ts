import { letterPage, letterView, openLetters, purgeLetters, replayLetters } from '@millrace/server/folder'
import type { LetterChoice, LetterPage, LetterQuery, LetterView } from '@millrace/server/protocol'
import type { Reached } from './reach.ts'
import type { RunningServer } from './running-server.ts'

/** The dead letters of a server, wherever they are. */
export interface LetterAccess {
  page(query: LetterQuery): Promise<LetterPage>
  view(id: string): Promise<LetterView>
  /** Resolves to how many there were; with `message` one letter goes with that. */
  replay(choice: LetterChoice & { readonly message?: string }): Promise<number>
  purge(choice: LetterChoice): Promise<number>
  close(): Promise<void>
}

export const letterAccess = async (reached: Reached): Promise<LetterAccess> => {
  if (reached.server) return overRest(reached.server)
  const box = await openLetters(reached.dataDir, reached.settings)
  return {
    page: query => letterPage(box.journal, query),
    view: id => letterView(box.journal, id),
    replay: choice => replayLetters(box, choice),
    purge: choice => purgeLetters(box.journal, choice),
    close: () => box.close()
  }
}

const overRest = ({ request }: RunningServer): LetterAccess => ({
  async page(query) {
    const fields = Object.entries(query).map(([name, value]) => [name, String(value)])
    return (await request('GET', `dead-letters?${new URLSearchParams(fields)}`)).json() as Promise<LetterPage>
  },
  async view(id) {
    const view = (await (await request('GET', `dead-letters/${encodeURIComponent(id)}`)).json()) as LetterView
    return { ...view, message: JSON.stringify(view.message, undefined, 2) }
  },
  async replay({ message, ...choice }) {
    if (message === undefined) return count(await request('POST', 'dead-letters/replay', choice))
    const path = `dead-letters/${encodeURIComponent(choice.ids?.[0] ?? '')}/replay`
    return count(await request('POST', path, { message: JSON.parse(message) }))
  },
  purge: async choice => count(await request('POST', 'dead-letters/purge', choice)),
  close: async () => {}
})

const count = async (response: Response): Promise<number> => ((await response.json()) as { count: number }).count
