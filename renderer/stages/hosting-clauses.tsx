/** Contract clauses that the answers call for, as text to take into a tender, and what the packs hold on export control. */
import { Copy, Download } from 'lucide-react'
import { useState } from 'react'
import type { Clause } from '../../shared/domain/continuity-pack.ts'
import type { CalledClause } from '../../shared/domain/continuity.ts'
import { clauseText, noticeRemark } from '../../shared/plan/hosting/clause-text.ts'
import { continuityFields } from '../../shared/plan/hosting/continuity-facts.ts'
import { exportControlFacts } from '../../shared/plan/hosting/export-control.ts'
import { languageOfLawName, lawNameIn } from '../../shared/plan/hosting/law-name.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import type { Language } from '../../shared/words/format.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { useOpenPlan } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { Referenced } from '../ui/referenced.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import { SourceList } from '../ui/sources.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable } from '../ui/table.tsx'
import { showToast } from '../ui/toast.tsx'
import { FieldLink } from './field-link.tsx'
import css from './hosting-clauses.module.css'
import { usePlanKnowledge } from './plan-knowledge.ts'
import { useContinuityExport } from './use-continuity-export.ts'

const contracts = ['hosting', 'software', 'hardware', 'model'] as const

type Shown = { readonly clause: Clause; readonly called: CalledClause }

export function HostingClauses() {
  const text = useText()
  const { assessment, document } = useOpenPlan()
  const called = assessment.continuity?.clauses ?? []
  const noticeDays = valueOf(document.plan, 'continuity.noticeDays')
  const { clauses } = usePlanKnowledge().continuity
  const [language, setLanguage] = useState<Language>(text.language)
  const { save, busy } = useContinuityExport()
  const shown = called.flatMap((one): readonly Shown[] => {
    const clause = clauses.find(({ id }) => id === one.clause)
    return clause === undefined ? [] : [{ clause, called: one }]
  })
  const all = shown.filter((one) => one.called.called === 'yes')
  const copy = async (texts: readonly Clause[]): Promise<void> => {
    try {
      await navigator.clipboard.writeText(texts.map((one) => `${one.title[language]}\n${clauseText(one, language, noticeDays, (sentence) => say(catalogOf(language), sentence))}`).join('\n\n'))
      showToast({ state: 'ok', title: text.word('clauses.copied') })
    } catch {
      showToast({ state: 'advisory', title: text.word('clauses.notCopied') })
    }
  }
  return (
    <Card title={text.word('clauses.title')} aside={text.word('clauses.count', { count: all.length })}>
      <Stack>
        {shown.length === 0 ? (
          <p>{text.word('clauses.none')}</p>
        ) : (
          <>
            <Row align="between">
              <SegmentedControl
                label={text.word('clauses.language')}
                segments={[
                  { value: 'en', label: text.word('clauses.languageEn') },
                  { value: 'de', label: text.word('clauses.languageDe') },
                  { value: 'fr', label: text.word('clauses.languageFr') },
                ]}
                value={language}
                onChange={setLanguage}
              />
              <Row>
                <Button icon={Copy} onPress={() => void copy(all.map(({ clause }) => clause))}>
                  {text.word('clauses.copyAll')}
                </Button>
                <Button icon={Download} isDisabled={busy} onPress={() => void save({ document: 'clauses', event: null, language })}>
                  {text.word('clauses.save')}
                </Button>
              </Row>
            </Row>
            {contracts.map((contract) => {
              const own = shown.filter(({ clause }) => clause.contract === contract)
              return own.length === 0 ? null : (
                <section key={contract}>
                  <h3 className={css['contract']}>{text.word(`clauses.contract.${contract}`)}</h3>
                  {own.map((one) => (
                    <ClauseText key={one.clause.id} {...one} noticeDays={noticeDays} language={language} onCopy={() => void copy([one.clause])} />
                  ))}
                </section>
              )
            })}
          </>
        )}
        <ExportControl />
        <SmallPrint>{text.word('clauses.note')}</SmallPrint>
      </Stack>
    </Card>
  )
}

type ClauseTextProps = Shown & { readonly noticeDays: number | null; readonly language: Language; readonly onCopy: () => void }

function ClauseText({ clause, called, noticeDays, language, onCopy }: ClauseTextProps) {
  const text = useText()
  const remark = noticeRemark(clause, noticeDays)
  const facts = text.list(called.facts.map((fact) => text.word(`continuityFact.${fact}`)))
  const open = called.called === 'open'
  return (
    <Disclosure
      level={4}
      title={
        <span className={css['title']}>
          <span lang={language}>{clause.title[language]}</span>
          {open ? <StatusChip tone="note">{text.word('continuity.standing.unknown')}</StatusChip> : null}
        </span>
      }
    >
      <div className={css['clause']}>
        <p lang={language} className={css['text']}>
          {clauseText(clause, language, noticeDays, (sentence) => say(catalogOf(language), sentence))}
        </p>
        <p className={css['because']}>{text.word(open ? 'clauses.open' : 'clauses.because', { facts })}</p>
        {remark === null ? null : <p className={css['because']}>{text.say(remark)}</p>}
        <Row>
          <Button icon={Copy} size="small" onPress={onCopy}>
            {text.word('clauses.copy')}
          </Button>
          {[...new Set(called.facts.map((fact) => continuityFields[fact]))].map((field) => (
            <FieldLink key={field} field={field} />
          ))}
          {remark === null ? null : <FieldLink field="continuity.noticeDays" />}
        </Row>
        <SourceList sources={clause.sources} />
      </div>
    </Disclosure>
  )
}

function ExportControl() {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { document } = useOpenPlan()
  const rows = exportControlFacts(factsOf(document.plan), knowledge)
  return (
    <Disclosure title={text.word('clauses.exportControl')}>
      <DataTable
        caption={text.word('clauses.exportControl')}
        captionHidden
        rows={rows}
        rowKey={({ key }) => key}
        empty={text.word('clauses.exportControlNone')}
        columns={[
          {
            key: 'subject',
            name: text.word('clauses.subject'),
            rowHeader: true,
            cell: ({ country, name, law }) =>
              country !== null ? text.country(country) : (
                <span lang={law === null ? 'en' : languageOfLawName(law, text.language)}>
                  <Referenced>{law === null ? name : lawNameIn(law, text.language)}</Referenced>
                </span>
              ),
          },
          { key: 'position', name: text.word('clauses.position'), width: '55%', cell: ({ position }) => (
            <span lang="en">
              <Referenced>{position}</Referenced>
            </span>
          ) },
          {
            key: 'status',
            name: text.word('clauses.status'),
            cell: ({ status, asOf, confidence }) => (
              <span className={css['status']}>
                {status === null ? null : <span>{text.word(`hostingScreen.legal.${status}`)}</span>}
                <span>{text.day(asOf)}</span>
                <StatusChip tone={confidence === 'unverified' ? 'warn' : 'none'}>{text.word(`source.${confidence}`)}</StatusChip>
              </span>
            ),
          },
        ]}
      />
    </Disclosure>
  )
}
