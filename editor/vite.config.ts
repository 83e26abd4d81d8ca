import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

/** Relative addresses, so that the built editor works below any path; no inline script, so that a strict CSP holds. */
export default defineConfig({
  base: './',
  plugins: [react()],
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
