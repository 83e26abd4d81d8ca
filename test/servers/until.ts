/** Resolves when the condition holds. The test's own time-out ends it when it never does. */
export const until = async (condition: () => unknown): Promise<void> => {
  while (!(await condition())) await new Promise(resolve => setTimeout(resolve, 5))
}
