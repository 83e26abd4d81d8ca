import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import type { Check } from '../check.ts'
import { children } from '../child-process.ts'
import { fileStorage } from '../file-storage.ts'
import { startLoad } from '../load.ts'
import { loadedPackages } from '../loaded-packages.ts'

/** Packages that importing a plugin may load: those that the SDK itself is made of. */
const light = ['@millrace/sdk', 'typebox']

const setupOf = ({ setup: { child } }: Bench) => {
  assert.ok(child, 'this check needs the `child` of the setup')
  return child
}

/** The plugin in a process of its own. */
export const processes = (kills = 2): readonly Check[] => [
  {
    name: 'loses nothing when its process is killed under load, counted from outside',
    needs: ['receives', 'sends', 'redelivers', 'keepsWhileAway'],
    async run(bench) {
      const processes = await children(bench, setupOf(bench))
      const seen = async () => new Set(await bench.place.received?.())
      let child = await processes.start()
      const load = startLoad(bench, async () => (await seen()).size)
      for (let i = 0; i < kills; i++) {
        await load.progress(1 + Math.floor(Math.random() * 20))
        await pause(Math.random() * 20)
        await load.busy()
        await child.kill()
        child = await processes.start()
      }
      const sent = await load.end()
      await bench.received(sent)
      if (bench.far.abilities.showsUnacknowledged !== true) return
      const storage = fileStorage(processes.dir)
      await bench.until(
        'the source told that everything is done',
        async () => (await bench.place.unacknowledged?.(storage)) === 0
      )
    }
  },
  {
    name: 'leaves nothing open when the runtime stops: the process ends by itself',
    needs: [],
    async run(bench) {
      const child = await (await children(bench, setupOf(bench))).start({ ends: true })
      if (bench.far.abilities.receives === true) await bench.send('only')
      let code: number | null | undefined
      child.ended().then(exit => {
        code = exit
      })
      await bench.until('the process ended', () => code !== undefined)
      assert.equal(code, 0)
    }
  },
  {
    name: 'loads no client library when the plugin is imported',
    needs: [],
    async run(bench) {
      const packages = await loadedPackages(setupOf(bench).module)
      const own = packages.filter(name => !light.includes(name) && !name.startsWith('@millrace/plugin-'))
      assert.deepEqual(own, [], 'import client libraries inside connect or start')
    }
  }
]
