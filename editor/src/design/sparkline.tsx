import { sparkPoints } from './spark-points.ts'
import './sparkline.css'

export interface SparklineProps {
  /** Oldest first. */
  readonly values: readonly number[]
  /** What it shows, in words. */
  readonly label: string
  /** `bad` where it stopped, `off` where nothing is meant to flow. */
  readonly tone?: 'live' | 'bad' | 'off'
  readonly width?: number
  readonly height?: number
}

/** How a number went lately; the dot is now. */
export const Sparkline = ({ values, label, tone = 'live', width = 88, height = 24 }: SparklineProps) => {
  const points = sparkPoints(values, width, height)
  const line = points.map(([x, y]) => `${x},${y}`).join(' ')
  const [x, y] = points.at(-1) ?? [0, height]
  return (
    <svg className={`spark is-${tone}`} width={width} height={height} role="img" aria-label={label}>
      <polygon className="spark-area" points={`0,${height} ${line} ${width},${height}`} />
      <polyline className="spark-line" points={line} />
      <circle className="spark-now" cx={x} cy={y} r="2" />
    </svg>
  )
}
