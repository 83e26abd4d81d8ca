import type { Member } from './held-sequences.ts'

/** Sends the members of a sequence with new places: every port gets a complete sequence of its own. */
export const sendAnew = (members: readonly Member[], routes: readonly (readonly number[])[]): void => {
  const counts = new Map<number, number>()
  for (const port of routes.flat()) counts.set(port, (counts.get(port) ?? 0) + 1)
  const sent = new Map<number, number>()
  members.forEach(({ message, parts, out }, i) => {
    for (const port of routes[i] ?? []) {
      const index = sent.get(port) ?? 0
      sent.set(port, index + 1)
      out.send({ ...message, parts: { ...parts, id: `${parts.id}.${port}`, index, count: counts.get(port) } }, port)
    }
  })
}
