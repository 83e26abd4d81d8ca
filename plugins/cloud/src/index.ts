import { definePlugin } from '@millrace/sdk'
import { aws } from './credentials/aws.ts'
import { azure } from './credentials/azure.ts'
import { certificate } from './credentials/certificate.ts'
import { google } from './credentials/google.ts'
import { http } from './credentials/http.ts'
import { slack } from './credentials/slack.ts'
import { smtp } from './credentials/smtp.ts'

export { certificateExpiry, tokenExpiry } from './expiry.ts'
export { type GoogleKey, keyProblems, readKey } from './google-key.ts'
export { aws, azure, certificate, google, http, slack, smtp }

export default definePlugin({ name: 'cloud', contributes: [aws, azure, certificate, google, http, slack, smtp] })
