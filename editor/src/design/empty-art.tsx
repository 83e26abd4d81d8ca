/** A millrace without water: the drawing of a place that is still empty. */
export const EmptyArt = () => (
  <svg viewBox="0 0 96 64" width="96" height="64" fill="none" aria-hidden="true">
    <path d="M4 20h24c20 0 20 28 40 28h24" stroke="var(--line-control)" strokeWidth="8" />
    <path d="M4 20h24c20 0 20 28 40 28h24" stroke="var(--canvas)" strokeWidth="5" />
    <rect
      x="12"
      y="10"
      width="28"
      height="20"
      rx="10"
      fill="var(--surface)"
      stroke="var(--line-control)"
      strokeWidth="1.5"
    />
  </svg>
)
