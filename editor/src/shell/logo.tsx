/** The mark of Millrace. It is drawn in its own colours, which stand on light and dark. */
export const Logo = ({ size = 28 }: { readonly size?: number }) => (
  <svg viewBox="0 0 48 48" width={size} height={size} aria-hidden="true">
    <path
      d="M6 40V23.5a8.5 8.5 0 0 1 17 0V40M23 23.5a8.5 8.5 0 0 1 17 0V33c0 4.5 1.5 7 5 7"
      fill="none"
      stroke="#4cc0de"
      strokeWidth="6"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
    <circle cx="31.5" cy="36" r="4.5" fill="#e5b654" />
  </svg>
)
