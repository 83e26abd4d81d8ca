/** The topics of one check, and the configs that reach them. */
export const placeTopics = (name: string) => ({ source: `${name}/in`, target: `${name}/out`, more: `${name}/more` })

export const topicConfigs = (name: string) => {
  const { source, target, more } = placeTopics(name)
  return {
    trigger: { topics: [source], payload: 'text' },
    changedTrigger: { topics: [source, more], payload: 'text' },
    decodingTrigger: { topics: [source], payload: 'json' },
    output: { topic: target }
  }
}
