import { setTimeout as pause } from 'node:timers/promises'
import { forgetJournal, journaled } from './data-folder.ts'
import { startLoad } from './load.ts'
import { type MillraceProcess, millraceProcess } from './millrace-process.ts'
import type { Scenario, Stage } from './scenario.ts'
import { missing, type Tally, tallyOf } from './tally.ts'

export interface KillRun {
  readonly kills: number
  /** How Millrace is ended: SIGTERM lets it finish what is under way. */
  readonly signal?: 'SIGKILL' | 'SIGTERM'
  /** A control, which must lose: messages are acknowledged as soon as they arrive, or the journal is gone after each kill. */
  readonly without?: 'acknowledgement when safe' | 'journal'
}

export interface KillResult extends Tally {
  readonly messages: number
  readonly kills: number
  /** So many messages may have come twice: those that the source had not heard of, and those in the journal, at the kills. */
  readonly mayRepeat: number
}

/** Milliseconds without anything new after which what is missing is lost; in a control less, because some is. */
const PATIENCE = 30_000
const PATIENCE_OF_CONTROL = 2000
/** Milliseconds for which more may come when nothing is missing: what comes twice. */
const QUIET = 300

/** Ends Millrace again and again, at random moments under load, and counts from the outside what was lost and what came twice. */
export const killRun = async (
  scenario: Scenario,
  { kills, signal = 'SIGKILL', without }: KillRun
): Promise<KillResult> => {
  const stage = await scenario.open()
  const options = without === 'acknowledgement when safe' ? ['--acknowledge-on-arrival'] : []
  const millrace = await millraceProcess(stage.folder, options)
  try {
    await millrace.start()
    await warmUp(stage, millrace)
    const load = startLoad({
      send: text => stage.send(text, millrace),
      received: async () => (await stage.received()).length
    })
    let inJournal = 0
    for (let i = 0; i < kills; i++) {
      await pause(100 + Math.random() * 500)
      await millrace.kill(signal)
      await stage.killed?.(millrace)
      inJournal += await journaled(millrace.dir)
      if (without === 'journal') await forgetJournal(millrace.dir)
      await millrace.start()
    }
    await load.stop()
    await settled(stage, load.promised, without ? PATIENCE_OF_CONTROL : PATIENCE)
    return {
      messages: load.promised.size,
      kills,
      mayRepeat: stage.unacknowledged() + inJournal,
      ...tallyOf(load.promised, await stage.received())
    }
  } finally {
    await millrace.remove()
    await stage.close()
  }
}

/** Sends until something comes out: from then on the source keeps what is sent. */
const warmUp = async (stage: Stage, millrace: MillraceProcess): Promise<void> => {
  while ((await stage.received()).length === 0) {
    await stage.send('warm', millrace)
    await pause(50)
  }
}

/** Resolves when everything that was promised has come out, or nothing more comes. */
const settled = async (stage: Stage, promised: ReadonlySet<string>, patience: number): Promise<void> => {
  let last = performance.now()
  let count = 0
  for (;;) {
    const received = await stage.received()
    if (received.length > count) last = performance.now()
    count = received.length
    if (performance.now() - last > (missing(promised, received) === 0 ? QUIET : patience)) return
    await pause(20)
  }
}
