import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig, type Plugin } from 'vite'

/** Languages that the editor speaks; react-aria brings its own few words in thirty. */
const languages = ['en-US']

/** Leaves out the words of languages that the editor does not speak. */
const spokenOnly: Plugin = {
  name: 'spoken-languages-only',
  enforce: 'pre',
  load: id => {
    const language = /react-(?:aria|stately)[^?]*\/intl\/(?:.*\/)?([a-z]{2}-[A-Z]{2})\.mjs$/.exec(id)?.[1]
    return language && !languages.includes(language) ? 'export default {}' : undefined
  }
}

/** Relative addresses, so that the built editor works below any path; no inline script, so that a strict CSP holds. */
export default defineConfig({
  base: './',
  plugins: [react(), spokenOnly],
  resolve: { conditions: ['@millrace/source', ...defaultClientConditions] },
  build: {
    outDir: 'dist',
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800
  },
  server: { host: '127.0.0.1', proxy: { '/socket.io': { target: 'http://127.0.0.1:1880', ws: true } } }
})
