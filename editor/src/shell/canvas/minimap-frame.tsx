import { useEffect, useRef } from 'react'
import { createMinimap } from '../../canvas/minimap.ts'
import { shownCanvas } from './placing.ts'

/** Where the minimap stands: at the bottom right, once there is a canvas. */
export const MinimapFrame = () => {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const canvas = shownCanvas()
    if (!canvas || !frame.current) return
    const minimap = createMinimap(frame.current, canvas)
    return () => minimap.destroy()
  }, [])
  return <div className="float minimap" ref={frame} />
}
