import './design/index.ts'
import './i18n.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { session } from './session/index.ts'
import { App } from './shell/app.tsx'
import { startTheme } from './shell/settings/theme.ts'

startTheme()
session.start(document.baseURI)

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>
  )
