import {
  type Definition,
  type DefinitionView,
  describeDefinition,
  FlowError,
  type Integration,
  type Plugin
} from '@millrace/sdk'

/** The definitions of all plugins, by type. */
export class Registry {
  readonly #definitions = new Map<string, { readonly definition: Definition; readonly plugin: string }>()

  use({ name, contributes }: Plugin): void {
    for (const { type } of contributes) {
      const taken = this.#definitions.get(type)
      if (taken)
        throw new FlowError(
          'TYPE_TAKEN',
          `plugin ${name} contributes ${type}, which plugin ${taken.plugin} already does`
        )
    }
    for (const definition of contributes) this.#definitions.set(definition.type, { definition, plugin: name })
  }

  get(type: string): Definition | undefined {
    return this.#definitions.get(type)?.definition
  }

  integration(type: string): Integration | undefined {
    const definition = this.get(type)
    return definition?.kind === 'integration' ? definition : undefined
  }

  views(): DefinitionView[] {
    return [...this.#definitions.values()].map(({ definition, plugin }) => describeDefinition(definition, plugin))
  }
}
