const characters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', e: '\u001b', f: '\f', 0: '\0' }

/** A text in which people write `\n` for a new line, `\t` for a tab. */
export const unescaped = (text: string): string =>
  text.replace(/\\([nrtef0])/g, (_, character: string) => characters[character] ?? '')
