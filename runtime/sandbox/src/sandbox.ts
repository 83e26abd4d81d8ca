import type { Sandbox } from '@millrace/engine'
import type { Code, CodeOptions, Handler, NodeContext } from '@millrace/sdk'
import { Expressions } from './evaluate/expressions.ts'
import { FlowHost } from './host/flow-host.ts'
import { FlowIsolate } from './isolate/flow-isolate.ts'
import { defaults, type SandboxSettings } from './settings.ts'
import { checkSyntax, isAsynchronous } from './source.ts'

/**
 * Runs people's JavaScript and JSONata in isolates of this process. That holds off mistakes; who
 * must hold off attackers needs a process that can be killed around it.
 */
export const createSandbox = (settings: SandboxSettings = {}): Sandbox => {
  const { timeout, memory } = { ...defaults, ...settings }
  const flows = new Map<string, FlowHost>()
  const expressions = new Expressions({ timeout, memory })

  const bind = (source: string, path: string, context: NodeContext<unknown>, options: CodeOptions): Handler => {
    const { setup = '', close = '' } = options
    checkSyntax(setup, beside(path, 'setup'), 'node')
    checkSyntax(close, beside(path, 'close'), 'node')
    const limit = options.memory ?? memory
    const key = `${limit} ${context.place.flow}`
    const flow = flows.get(key) ?? openFlow(limit)
    flows.set(key, flow)
    const { id, name, place } = context
    const fn = flow.add(
      {
        id,
        name,
        outputs: place.outputs,
        source,
        setup,
        close,
        timeout: options.timeout ?? timeout,
        alone: isAsynchronous(source)
      },
      context
    )
    context.defer(async () => {
      await flow.remove(fn)
      if (flow.size > 0 || flows.get(key) !== flow) return
      flows.delete(key)
      flow.close()
    })
    return (message, out) => flow.receive(fn, message, out)
  }

  return {
    code(source, path): Code {
      checkSyntax(source, path, 'msg, node')
      return { source, bind: (context, options = {}) => bind(source, path, context, options) }
    },
    expression: (source, host) => expressions.compile(source, host),
    async close() {
      for (const flow of flows.values()) flow.close()
      flows.clear()
      expressions.close()
    }
  }
}

const openFlow = (memory: number): FlowHost =>
  new FlowHost(memory, (limit, answers, heard) => new FlowIsolate(limit, answers, heard))

/** The pointer of a field beside another one. */
const beside = (path: string, name: string): string => `${path.slice(0, path.lastIndexOf('/') + 1) || '/'}${name}`
