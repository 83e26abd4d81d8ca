import { defineCredential, t } from '@millrace/sdk'

/** An app registration in Microsoft Entra ID. */
export const azure = defineCredential({
  type: 'azure',
  title: 'Azure',
  description: 'An app registration in Microsoft Entra ID, with a client secret.',
  icon: 'cloud',
  help: 'Register an app in Microsoft Entra ID, add a client secret, and give the app the roles that the integration names. A client secret ends at the date chosen when it was made.',
  config: t.Object({
    tenantId: t.text({ title: 'Directory (tenant) ID', minLength: 1, maxLength: 255 }),
    clientId: t.text({ title: 'Application (client) ID', minLength: 1, maxLength: 255 }),
    clientSecret: t.secret({ title: 'Client secret', minLength: 1 }),
    authority: t.text({
      title: 'Authority',
      description: 'Where tokens are issued; other in the clouds of governments.',
      default: 'https://login.microsoftonline.com',
      format: 'uri',
      address: true,
      advanced: true
    })
  })
})
