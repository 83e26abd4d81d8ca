import { iconSvg } from './icon.ts'
import './icon.css'

export interface IconProps {
  /** Name of a lucide icon; a name that the editor does not carry shows the fallback. */
  readonly name: string | undefined
  readonly size?: 12 | 14 | 16 | 20 | 24
}

/** A drawing beside a word. It is silent to screen readers: the word beside it says what it means. */
export const Icon = ({ name, size = 16 }: IconProps) => (
  <span
    className={`i i-${size}`}
    aria-hidden="true"
    // biome-ignore lint/security/noDangerouslySetInnerHtml: the markup is the editor's own icon file
    dangerouslySetInnerHTML={{ __html: iconSvg(name) }}
  />
)
