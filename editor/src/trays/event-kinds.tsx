import { type Problem, type TriggerEvent, triggerEvents } from '@millrace/sdk'
import { Group } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Checkbox } from '../design/index.ts'
import { ProblemLines } from '../forms/index.ts'
import { EVENTS } from './node-draft.ts'

/** What starts the flow of a trigger that stands on an integration: messages, and what becomes of the connection. */
export const EventKinds = ({
  value,
  onChange,
  problem
}: {
  readonly value: readonly TriggerEvent[]
  readonly onChange: (events: readonly TriggerEvent[]) => void
  readonly problem: Problem | undefined
}) => {
  const { t } = useTranslation()
  const choose = (event: TriggerEvent, on: boolean) =>
    onChange(triggerEvents.filter(each => (each === event ? on : value.includes(each))))
  return (
    <div className="field" data-path={EVENTS}>
      <span className="label" id="events-label">
        {t('trays.startsOn')}
      </span>
      <Group
        className="checks"
        aria-labelledby="events-label"
        {...(problem ? { 'aria-describedby': 'events-problem' } : {})}
      >
        {triggerEvents.map(event => (
          <Checkbox key={event} isSelected={value.includes(event)} onChange={on => choose(event, on)}>
            {t(`trays.events.${event}`)}
          </Checkbox>
        ))}
      </Group>
      {problem && <ProblemLines id="events-problem" label={t('trays.startsOn')} problems={[problem]} />}
    </div>
  )
}
