export { InfoPanel } from './info-panel.tsx'
export { OutlinePanel } from './outline-panel.tsx'
export { ProblemsPanel } from './problems-panel.tsx'
