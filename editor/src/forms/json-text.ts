/** What a text of JSON stands for; an empty one for nothing. */
export const readJson = (text: string): { readonly value: unknown } | { readonly problem: string } => {
  if (text.trim() === '') return { value: undefined }
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { problem: `is not valid JSON: ${(error as Error).message}` }
  }
}
