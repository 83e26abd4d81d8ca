/** The name, with a number behind it when another has it. */
export const freeName = (name: string, others: readonly { readonly name: string }[]): string => {
  const taken = new Set(others.map(other => other.name))
  if (!taken.has(name)) return name
  for (let number = 2; ; number++) if (!taken.has(`${name} ${number}`)) return `${name} ${number}`
}
