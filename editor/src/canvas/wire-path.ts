import { around, type Box, distanceToSegment, type Point, segmentsCross } from './geometry.ts'

/** Where the wire starts, then for each cubic curve its two handles and its end: x and y in turn. */
export type WirePath = readonly number[]

/** What draws curves: a canvas context is one. */
export interface Pen {
  moveTo(x: number, y: number): void
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void
}

const radius = 16
const lead = 8
/** A cubic curve with handles of this share of the radius is a quarter circle. */
const roundness = 0.5523

/** Forward: one smooth fall. Backward: a tailrace that goes round below both nodes. */
export const wirePath = (from: Point, to: Point): WirePath =>
  to.x - from.x >= 24 ? fall(from, to) : tailrace(from, to)

const fall = (from: Point, to: Point): WirePath => {
  const [dx, dy] = [to.x - from.x, Math.abs(to.y - from.y)]
  const handle = Math.min(160, Math.max(20, dx / 2, Math.min(64, dy * 0.45)))
  return [from.x, from.y, from.x + handle, from.y, to.x - handle, to.y, to.x, to.y]
}

const tailrace = (from: Point, to: Point): WirePath => {
  const bed = Math.max(from.y, to.y) + 48
  const path = [from.x, from.y]
  const [right, left] = [from.x + lead + radius, to.x - lead - radius]
  line(path, from.x + lead, from.y)
  quarter(path, right, from.y + radius, 'x')
  line(path, right, bed - radius)
  quarter(path, right - radius, bed, 'y')
  line(path, left + radius, bed)
  quarter(path, left, bed - radius, 'x')
  line(path, left, to.y + radius)
  quarter(path, left + radius, to.y, 'y')
  line(path, to.x, to.y)
  return path
}

const line = (path: number[], x: number, y: number): void => {
  const [fromX = 0, fromY = 0] = path.slice(-2)
  path.push(fromX + (x - fromX) / 3, fromY + (y - fromY) / 3, x - (x - fromX) / 3, y - (y - fromY) / 3, x, y)
}

/** A quarter circle that leaves along one axis and arrives along the other. */
const quarter = (path: number[], x: number, y: number, leaves: 'x' | 'y'): void => {
  const [fromX = 0, fromY = 0] = path.slice(-2)
  const [dx, dy] = [(x - fromX) * roundness, (y - fromY) * roundness]
  if (leaves === 'x') path.push(fromX + dx, fromY, x, y - dy, x, y)
  else path.push(fromX, fromY + dy, x - dx, y, x, y)
}

export const trace = (pen: Pen, path: WirePath): void => {
  pen.moveTo(path[0] as number, path[1] as number)
  for (let i = 2; i + 5 < path.length; i += 6)
    pen.bezierCurveTo(
      path[i] as number,
      path[i + 1] as number,
      path[i + 2] as number,
      path[i + 3] as number,
      path[i + 4] as number,
      path[i + 5] as number
    )
}

/** The path as the `d` of an SVG path. */
export const svgPath = (path: WirePath): string => {
  let d = ''
  trace(
    {
      moveTo: (x, y) => {
        d += `M${x} ${y}`
      },
      bezierCurveTo: (...numbers) => {
        d += `C${numbers.join(' ')}`
      }
    },
    path
  )
  return d
}

/** A box that holds the wire; its handles may make it larger than needed. */
export const wireBox = (path: WirePath): Box => {
  const points: Box[] = []
  for (let i = 0; i < path.length; i += 2)
    points.push({ x: path[i] as number, y: path[i + 1] as number, width: 0, height: 0 })
  return around(points) as Box
}

const steps = 16

/** Points along the wire, close enough to stand for it. */
export const wirePoints = (path: WirePath): readonly Point[] => {
  const points: Point[] = [{ x: path[0] as number, y: path[1] as number }]
  for (let i = 0; i + 7 < path.length; i += 6) {
    const curve = path.slice(i, i + 8)
    for (let step = 1; step <= steps; step++) points.push(pointOn(curve, step / steps))
  }
  return points
}

const pointOn = (curve: readonly number[], t: number): Point => {
  const along = (axis: 0 | 1): number => {
    const [a = 0, b = 0, c = 0, d = 0] = [curve[axis], curve[axis + 2], curve[axis + 4], curve[axis + 6]]
    const u = 1 - t
    return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d
  }
  return { x: along(0), y: along(1) }
}

export const distanceToWire = (path: WirePath, point: Point): number =>
  segmentsOf(path).reduce((least, [a, b]) => Math.min(least, distanceToSegment(point, a, b)), Infinity)

/** Whether a straight cut goes through the wire. */
export const cuts = (path: WirePath, from: Point, to: Point): boolean =>
  segmentsOf(path).some(([a, b]) => segmentsCross(from, to, a, b))

const segmentsOf = (path: WirePath): readonly (readonly [Point, Point])[] => {
  const points = wirePoints(path)
  return points.slice(1).map((point, i) => [points[i] as Point, point])
}
