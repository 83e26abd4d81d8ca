// Node-RED as people run it, with the flows of a file and without its editor. Prints the port when it is ready.
const { createServer } = require('node:http')
const { createRequire } = require('node:module')
const { join } = require('node:path')
const express = createRequire(join(__dirname, '../../.bench/node-red/package.json'))('express')
const RED = createRequire(join(__dirname, '../../.bench/node-red/package.json'))('node-red')

const app = express()
const server = createServer(app)
const started = new Promise(resolve => RED.events.once('flows:started', resolve))
RED.init(server, {
  userDir: process.argv[2],
  flowFile: 'flows.json',
  httpNodeRoot: '/',
  httpAdminRoot: false,
  disableEditor: true,
  functionTimeout: 0,
  logging: { console: { level: 'off' } }
})
app.use('/', RED.httpNode)
RED.start()
  .then(() => started)
  .then(() => server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`)))
