import type { Theme } from '../theme.ts'

const pitch = 20

/** The tile of ticks that lie in the direction of the flow, made once for each theme. */
export const createGround = (theme: Theme): ((context: CanvasRenderingContext2D) => CanvasPattern | null) => {
  let made: CanvasPattern | null = null
  let madeOf = ''
  return context => {
    const key = theme.color('canvas') + theme.color('canvas-tick')
    if (key !== madeOf) {
      made = tile(context, theme)
      madeOf = key
    }
    return made
  }
}

const tile = (context: CanvasRenderingContext2D, theme: Theme): CanvasPattern | null => {
  const canvas = document.createElement('canvas')
  canvas.width = pitch
  canvas.height = pitch
  const inside = canvas.getContext('2d')
  if (!inside) return null
  inside.fillStyle = theme.color('canvas')
  inside.fillRect(0, 0, pitch, pitch)
  inside.fillStyle = theme.color('canvas-tick')
  inside.fillRect(0, pitch - 1, 5, 1)
  return context.createPattern(canvas, 'repeat')
}
