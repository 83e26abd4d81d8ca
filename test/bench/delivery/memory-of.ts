import { readdir, readFile } from 'node:fs/promises'

const PAGE = 4096
const MIB = 1024 * 1024

/** Resident memory of a process and of all that it has started, in MiB. Linux only: it reads /proc. */
export const memoryOf = async (pid: number): Promise<number> => {
  const parents = new Map<number, number>()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => undefined)
    const parent = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
    if (parent !== undefined) parents.set(Number(name), Number(parent))
  }
  const family = [...parents.keys()].filter(one => descends(one, pid, parents))
  const sizes = await Promise.all(family.map(resident))
  return sizes.reduce((sum, size) => sum + size, 0)
}

const descends = (pid: number, from: number, parents: ReadonlyMap<number, number>): boolean => {
  for (let one: number | undefined = pid; one !== undefined; one = parents.get(one)) if (one === from) return true
  return false
}

const resident = async (pid: number): Promise<number> => {
  const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '0 0')
  return (Number(statm.split(' ')[1]) * PAGE) / MIB
}
