/** A hint whose values are set off: what stands between backticks is code. */
export const HintText = ({ text }: { readonly text: string }) =>
  text.split('`').map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other identity than their place
    index % 2 === 1 ? <code key={index}>{part}</code> : part
  )
