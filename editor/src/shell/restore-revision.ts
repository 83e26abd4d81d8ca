import { toast } from '../design/index.ts'
import { i18n } from '../i18n.ts'
import { session } from '../session/index.ts'

/** Deploys the flows as they were in a revision, with the integrations that they name; says which of those need their secrets again. */
export const restoreRevision = async (revision: number): Promise<boolean> => {
  try {
    const { revision: made, integrations } = await session.request('revisions:restore', { revision })
    toast({
      title: i18n.t('revisions.restored', { revision, made }),
      ...(integrations.length > 0 ? { text: i18n.t('revisions.cameBack', { count: integrations.length }) } : {})
    })
    return true
  } catch (error) {
    toast({ tone: 'bad', title: i18n.t('revisions.notRestored'), text: (error as Error).message })
    return false
  }
}
