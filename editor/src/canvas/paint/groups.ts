import type { Group } from '@millrace/engine'
import { around, type Box } from '../geometry.ts'
import type { Scene } from '../scene.ts'
import type { Theme } from '../theme.ts'

const pad = { left: 16, right: 16, top: 40, bottom: 32 }

/** The box around the members of a group, with room for its name and their status lines. */
export const groupBox = ({ members }: Group, scene: Scene): Box | undefined => {
  const inside = around(members.flatMap(id => scene.nodes.get(id) ?? []))
  return (
    inside && {
      x: inside.x - pad.left,
      y: inside.y - pad.top,
      width: inside.width + pad.left + pad.right,
      height: inside.height + pad.top + pad.bottom
    }
  )
}

export const paintGroups = (
  context: CanvasRenderingContext2D,
  groups: readonly Group[],
  scene: Scene,
  theme: Theme,
  near: boolean
): void => {
  for (const group of groups) {
    const box = groupBox(group, scene)
    if (!box) continue
    context.beginPath()
    context.roundRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1, 10)
    context.globalAlpha = 0.55
    context.fillStyle = theme.color('water-soft')
    context.fill()
    context.globalAlpha = 1
    context.lineWidth = 1
    context.strokeStyle = theme.color('water-line')
    context.stroke()
    if (near && group.name) {
      context.font = `600 12px ${theme.color('font')}`
      context.fillStyle = theme.color('ink-2')
      context.textBaseline = 'middle'
      context.fillText(group.name, box.x + 13, box.y + 15)
    }
  }
}
