import { toast } from '../design/index.ts'
import { i18n } from '../i18n.ts'
import { session } from '../session/index.ts'

/** Tries to connect now, rather than when the wait is over. */
export const reconnect = async (id: string): Promise<void> => {
  try {
    await session.request('integration:reconnect', { id })
  } catch (error) {
    toast({ tone: 'bad', title: i18n.t('trays.notReconnected'), text: (error as Error).message })
  }
}
