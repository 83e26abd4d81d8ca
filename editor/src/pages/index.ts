export { GlobalsPage } from './globals-page.tsx'
export { IntegrationsPage } from './integrations-page.tsx'
export { ReviewPage } from './review-page.tsx'
