import type { Flow } from '@millrace/engine'
import type { FlowDocument } from '../document/document.ts'

interface Deployed {
  readonly revision: number
  readonly flows: readonly Flow[]
}

/** Lays what is deployed, here or elsewhere, below the edits of a document. */
export interface Deploys {
  /** Deploys these flows by `ask`; only edits made since then are still edits. */
  send<T extends { readonly revision: number }>(flows: readonly Flow[], ask: () => Promise<T>): Promise<T>
  /** The server told what runs now. */
  hear(deployed: Deployed): void
}

/** What is heard while an own deploy is on its way waits for its answer, because only that tells whose deploy it was. */
export const trackDeploys = (document: Pick<FlowDocument, 'revision' | 'rebase'>): Deploys => {
  let sending = 0
  let held: readonly Deployed[] = []

  const take = ({ flows, revision }: Deployed, sent?: readonly Flow[]): void => {
    if (revision > document.revision) document.rebase(flows, revision, sent)
  }
  const takeHeld = (own?: number, sent?: readonly Flow[]): void => {
    const waiting = held
    held = []
    for (const deployed of waiting) take(deployed, deployed.revision === own ? sent : undefined)
  }

  return {
    send: async (flows, ask) => {
      sending++
      try {
        const answer = await ask()
        takeHeld(answer.revision, flows)
        take({ flows, revision: answer.revision }, flows)
        return answer
      } finally {
        sending--
        if (sending === 0) takeHeld()
      }
    },
    hear: deployed => {
      if (sending > 0) held = [...held, deployed]
      else take(deployed)
    }
  }
}
