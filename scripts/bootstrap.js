// Runs on any Node, before any dependency exists: installs them (Node 24 is one of them) when missing or stale.
// With --tests also sees to what the tests need of the system: chromium and mosquitto.
import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const mtime = path => (existsSync(path) ? statSync(path).mtimeMs : 0)
const run = (command, args, options = {}) =>
  execFileSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32', ...options })

const installPackages = () => {
  if (mtime('node_modules/.package-lock.json') >= mtime('package-lock.json')) return
  console.log('Installing the packages that Millrace is built from. The first time this takes about a minute.')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
}

const onPath = names =>
  names.some(name => [...process.env.PATH.split(delimiter), '/usr/sbin'].some(folder => existsSync(join(folder, name))))

const systemPackages = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
  mosquitto: ['mosquitto']
}

const installSystemPackages = () => {
  const missing = Object.keys(systemPackages).filter(name => !onPath(systemPackages[name]))
  if (missing.length === 0) return
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !onPath(['apt-get'])) {
    console.error(
      `The tests need ${missing.join(' and ')}. On Debian or Ubuntu install them with:\n\n  sudo sh -c '${command}'\n`
    )
    process.exit(1)
  }
  console.log(`The tests need ${missing.join(' and ')}. Installing from Debian's packages; this can take two minutes.`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  run('sh', ['-c', `(${command}) > /tmp/millrace-apt.log 2>&1 || { cat /tmp/millrace-apt.log; exit 1; }`], { env })
  // Debian starts the broker with the machine; the tests start their own on free ports.
  execFileSync('sh', ['-c', 'service mosquitto stop >/dev/null 2>&1 || true'])
}

installPackages()
if (process.argv.includes('--tests')) installSystemPackages()
