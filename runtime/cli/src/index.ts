export { runCommandLine } from './command-line.ts'
export { demoFlow } from './demo.ts'
