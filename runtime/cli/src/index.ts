export { demoFlow } from './demo.ts'
export { main } from './main.ts'
