export { deepFreeze, memoryState, memoryStorage, noMetrics, quietLog } from './memory.ts'
export { type Stage, type TestIntegrationOptions, testIntegration } from './test-integration.ts'
export { type Sent, type TestNodeOptions, testNode } from './test-node.ts'
export { type Arrival, type TestTriggerOptions, testTrigger } from './test-trigger.ts'
