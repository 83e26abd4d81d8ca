import type { Problem } from '@millrace/sdk'

const CONTROLS = 'input, textarea, select, button, [contenteditable="true"], [tabindex="0"]'

/** Moves the focus to the first field of a form, in reading order, that a problem is about. */
export const focusProblem = (form: HTMLElement | null, problems: readonly Problem[]): void => {
  const fields = [...(form?.querySelectorAll<HTMLElement>('[data-path]') ?? [])]
  const concerned = fields.filter(({ dataset: { path = '' } }) =>
    problems.some(problem => problem.path === path || problem.path.startsWith(`${path}/`))
  )
  const [first] = concerned
  // The innermost one of the first: an entry rather than its whole list.
  const innermost = concerned.findLast(field => first?.contains(field)) ?? first
  innermost?.querySelector<HTMLElement>(`:is(${CONTROLS}):not(.grip)`)?.focus()
}
