export { createSandbox } from './sandbox.ts'
export type { SandboxSettings } from './settings.ts'
