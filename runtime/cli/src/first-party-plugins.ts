import { core } from '@millrace/nodes'
import mqtt from '@millrace/plugin-mqtt'
import type { Plugin } from '@millrace/sdk'

/** What every Millrace comes with. */
export const firstPartyPlugins: readonly Plugin[] = [core, mqtt]
