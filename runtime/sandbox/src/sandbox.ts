import type { Sandbox } from '@millrace/engine'
import type { Code, CodeOptions, Handler, NodeContext } from '@millrace/sdk'
import { bundler } from './bundler.ts'
import { compileExpression } from './evaluate/expressions.ts'
import { fetcher } from './host/fetcher.ts'
import { FlowHost } from './host/flow-host.ts'
import { type SandboxSettings, withDefaults } from './settings.ts'
import { openSides } from './sides.ts'
import { checkSyntax } from './source.ts'

/**
 * Runs people's JavaScript and JSONata: in processes of their own, which hold off attackers too, or in isolates of this
 * process, which hold off mistakes. Nothing starts before the first message or setup code.
 */
export const createSandbox = (settings: SandboxSettings = {}): Sandbox => {
  const { timeout, memory, fetch, modules, modulesFrom, ...placing } = withDefaults(settings)
  const fetching = fetcher(fetch)
  const bundle = bundler(modules, modulesFrom)
  const flows = new Map<string, FlowHost>()
  const sides = openSides(placing, { timeout, memory })

  const bind = (source: string, path: string, context: NodeContext<unknown>, options: CodeOptions): Handler => {
    const { setup = '', close = '' } = options
    checkSyntax(setup, beside(path, 'setup'), 'node')
    checkSyntax(close, beside(path, 'close'), 'node')
    const programs = (options.modules ?? []).map(({ name, as }) => ({
      as,
      program: bundle(name, beside(path, 'modules'))
    }))
    const limit = options.memory ?? memory
    const { id, name, place } = context
    const key = `${limit} ${place.flow}`
    const flow = flows.get(key) ?? new FlowHost(place.flow, limit, sides.open, fetching)
    flows.set(key, flow)
    const { fn, handler } = flow.add(
      {
        id,
        name,
        outputs: place.outputs,
        source,
        setup,
        close,
        timeout: options.timeout ?? timeout,
        ...(programs.length > 0 && { modules: programs })
      },
      context
    )
    context.defer(async () => {
      await flow.remove(fn)
      if (flow.size > 0 || flows.get(key) !== flow) return
      flows.delete(key)
      flow.close()
    })
    return handler
  }

  return {
    code(source, path): Code {
      checkSyntax(source, path, 'msg, node')
      return { source, bind: (context, options = {}) => bind(source, path, context, options) }
    },
    expression: (source, host) => compileExpression(sides.expressions, source, host),
    async close() {
      for (const flow of flows.values()) flow.close()
      flows.clear()
      sides.close()
    }
  }
}

/** The pointer of a field beside another one. */
const beside = (path: string, name: string): string => `${path.slice(0, path.lastIndexOf('/') + 1) || '/'}${name}`
