import type { StoredIntegration } from '@millrace/engine'
import type { DefinitionView } from '@millrace/sdk'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Chip, IconButton, Tabs, toast } from '../design/index.ts'
import { focusProblem } from '../forms/index.ts'
import { upperFirst } from '../forms/problem-words.ts'
import { useDocument, useSession } from '../session/index.ts'
import { closeTray } from '../shell/navigation.ts'
import { ConnectionWord, useConnection } from './connection-state.tsx'
import { ConnectionTab } from './connection-tab.tsx'
import { useCredentials } from './credentials/use-credentials.ts'
import { DeleteIntegration } from './delete-integration.tsx'
import { HelpPanel } from './help-panel.tsx'
import { IntegrationNotices } from './integration-notices.tsx'
import { usesOf } from './integration-uses.ts'
import { limitProblems } from './limits.ts'
import { LimitsTab } from './limits-tab.tsx'
import { LogTab } from './log-tab.tsx'
import { TestPanel } from './test-panel.tsx'
import { Tray, TrayHead } from './tray.tsx'
import { TrayFoot } from './tray-foot.tsx'
import { useIntegrationForm } from './use-integration-form.ts'
import { useTestRun } from './use-test-run.ts'
import { UsedByTab } from './used-by-tab.tsx'
import { withEnabled } from './with-enabled.ts'

interface Props {
  /** Undefined: it is a new one. */
  readonly stored: StoredIntegration | undefined
  readonly start: StoredIntegration
  readonly definition: DefinitionView | undefined
  readonly onCreated: ((id: string) => void) | undefined
}

export const OpenIntegration = ({ stored, start, definition, onCreated }: Props) => {
  const { t } = useTranslation()
  const catalog = useSession(state => state.catalog)
  const flows = useDocument(document => document.flows)
  const uses = usesOf(flows, start.id, type => catalog.get(type)?.kind)
  const nodes = uses.reduce((sum, { triggers, others }) => sum + triggers.length + others.length, 0)
  const credentials = useCredentials()
  const form = useIntegrationForm(start, stored !== undefined, definition, credentials)
  const { draft, setDraft, problems, nameProblem, scope, saving } = form
  const { run, start: runTest } = useTestRun(definition)
  const [deleting, setDeleting] = useState(false)
  const [tab, setTab] = useState<'connection' | 'limits' | 'uses' | 'log' | 'help'>('connection')
  const body = useRef<HTMLDivElement>(null)
  const words = useConnection(stored ?? draft)
  /** Takes the toast of the last Test away. */
  const told = useRef<() => void>(undefined)

  const test = async () => {
    told.current?.()
    const result = await runTest(draft)
    if (result?.passed) told.current = toast({ title: t('trays.testPassed'), text: result.line })
    else if (result)
      told.current = toast({
        tone: 'bad',
        title: t('trays.testFailedAt', { stage: upperFirst(result.stage) }),
        text: result.message
      })
  }
  useEffect(() => () => told.current?.(), [])
  const save = async () => {
    const saved = await form.save()
    if (!saved) return
    onCreated?.(saved.id)
    closeTray()
    toast({ title: t('trays.saved', { name: saved.name }) })
  }
  const limited = limitProblems(draft.limits)
  const own = nameProblem ? [...problems, nameProblem] : problems
  const count = own.length + limited.length
  const panels = [
    {
      id: 'connection',
      label: t('trays.connection'),
      panel: definition ? (
        <>
          {stored && <IntegrationNotices integration={stored} onEnable={() => setDraft(withEnabled(draft, true))} />}
          <ConnectionTab {...form} onChange={setDraft} scope={scope} definition={definition} isNew={!stored} />
        </>
      ) : null
    },
    {
      id: 'limits',
      label: t('trays.limits.title'),
      panel: definition ? (
        <LimitsTab definition={definition} draft={draft} exists={stored !== undefined} onChange={setDraft} />
      ) : null
    },
    ...(stored
      ? ([
          {
            id: 'uses',
            label: (
              <>
                {t('trays.usedBy')} <Chip>{nodes}</Chip>
              </>
            ),
            panel: <UsedByTab uses={uses} />
          },
          { id: 'log', label: t('trays.log'), panel: <LogTab id={stored.id} /> }
        ] as const)
      : []),
    { id: 'help', label: t('trays.help'), panel: definition ? <HelpPanel definition={definition} /> : null }
  ] as const
  return (
    <Tray
      head={
        <TrayHead
          icon={definition?.icon}
          title={stored ? draft.name : t('trays.newOf', { type: definition?.title ?? start.type })}
          subtitle={t('trays.integrationOf', {
            type: definition?.title ?? start.type,
            count: nodes,
            flows: t('trays.inFlows', { count: uses.length })
          })}
        >
          {stored && <ConnectionWord words={words} />}
          <IconButton icon="x" label={t('common.close')} onPress={closeTray} />
        </TrayHead>
      }
      foot={
        <>
          {run && <TestPanel run={run} onAgain={() => void test()} />}
          <TrayFoot
            removeLabel={t('trays.deleteIntegration')}
            onRemove={stored && (() => setDeleting(true))}
            enabled={draft.enabled !== false}
            onEnabled={enabled => setDraft(withEnabled(draft, enabled))}
            problems={count}
            onShowProblem={() => {
              setTab(own.length > 0 ? 'connection' : 'limits')
              requestAnimationFrame(() => focusProblem(body.current, own.length > 0 ? own : limited))
            }}
            onCancel={closeTray}
          >
            {!run && (
              <Button icon="play" isDisabled={count > 0} onPress={() => void test()}>
                {t('trays.test')}
              </Button>
            )}
            <Button variant="primary" isDisabled={count > 0 || saving} onPress={() => void save()}>
              {t('trays.save')}
            </Button>
          </TrayFoot>
          {stored && (
            <DeleteIntegration integration={deleting ? stored : undefined} onClose={() => setDeleting(false)} />
          )}
        </>
      }
    >
      <div className="tray-main" ref={body}>
        <Tabs
          className="grow"
          label={t('trays.parts')}
          selected={tab}
          onSelect={setTab}
          items={panels.map(item => ({ ...item, panel: <div className="tray-body">{item.panel}</div> }))}
        />
      </div>
    </Tray>
  )
}
