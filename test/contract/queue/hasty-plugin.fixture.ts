import { queuePlugin } from './plugin.ts'

/** Acknowledges on arrival: what a killed process must be seen to lose. */
export default queuePlugin({ acknowledgesOnArrival: true })
