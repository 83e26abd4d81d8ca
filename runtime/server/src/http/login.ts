import { FlowError } from '@millrace/sdk'
import { Router, urlencoded } from 'express'
import type { Principals } from './principals.ts'
import type { Sessions } from './sessions.ts'

export interface LoginOptions {
  readonly principals: Principals
  readonly sessions: Sessions
  /** Where the editor is. */
  readonly path: string
}

/** The login page, for who has no session, and the form behind it. It needs no script, so the strictest policy holds. */
export const login = ({ principals, sessions, path }: LoginOptions): Router => {
  const router = Router()
  router.get('/login', (_request, response) => {
    response.type('html').send(page(path))
  })
  router.post('/login', urlencoded({ extended: false, limit: 4096 }), async (request, response) => {
    try {
      await principals.byPassword(String(request.body?.password ?? ''), request.ip ?? '')
      response.setHeader('Set-Cookie', sessions.begin(request.secure))
      response.redirect(303, path)
    } catch (error) {
      if (!(error instanceof FlowError)) throw error
      response
        .status(error.code === 'TOO_MANY_LOGINS' ? 429 : 401)
        .type('html')
        .send(page(path, error.message))
    }
  })
  router.post('/logout', (_request, response) => {
    response.setHeader('Set-Cookie', sessions.end())
    response.redirect(303, `${path}login`)
  })
  return router
}

const page = (path: string, problem = ''): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Log in to Millrace</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { display: grid; place-items: center; min-height: 100vh; margin: 0 }
form { display: grid; gap: 12px; width: min(320px, 90vw) }
h1 { font-size: 20px; margin: 0 }
input, button { font: inherit; padding: 8px 12px; border: 1px solid #8888; border-radius: 8px }
button { cursor: pointer }
p { margin: 0 }
</style>
</head>
<body>
<form method="post" action="${path}login">
<h1>Millrace</h1>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
${problem && `<p role="alert">${problem}</p>`}
<button type="submit">Log in</button>
</form>
</body>
</html>
`
