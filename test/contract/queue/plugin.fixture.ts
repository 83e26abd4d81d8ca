import { queuePlugin } from './plugin.ts'

export default queuePlugin()
