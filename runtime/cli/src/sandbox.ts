import type { Sandbox } from '@millrace/engine'
import { createSandbox } from '@millrace/sandbox'

/** The sandbox for flows that run without a server, with the settings' defaults. */
export const openSandbox = async (): Promise<Sandbox> => createSandbox()
