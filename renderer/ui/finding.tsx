import { ArrowRight, ChevronDown, ChevronUp } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import type { Finding, Remedy, TableEntry } from '../../shared/domain/vocabulary.ts'
import { useText } from '../text/words.tsx'
import { Button } from './button.tsx'
import { cx } from './class-names.ts'
import { NamedBeside, Referenced } from './referenced.tsx'
import { SourceList } from './sources.tsx'
import { StateIcon, toneOf } from './state-icon.tsx'
import { StatusChip } from './status-chip.tsx'
import { useEditable } from './editable.tsx'
import css from './finding.module.css'

export type FindingActions = {
  /** Goes to the answer that a finding or a reason rests on. */
  readonly onGo?: (field: string) => void
  /** Goes to the entry of a table that a finding is about. */
  readonly onGoEntry?: (entry: TableEntry) => void
  /** Tries a remedy. Without it remedies are sentences only. */
  readonly onRemedy?: (remedy: Remedy, finding: Finding) => void
}

export type FindingItemProps = FindingActions & {
  readonly finding: Finding
  /** What was decided about it, or the controls to decide. */
  readonly decision?: ReactNode
  /** Closed by a decision: shown quieter. */
  readonly closed?: boolean
  readonly openAtFirst?: boolean
  readonly headingLevel?: 3 | 4
}

/** A finding that explains itself: what, why, by which rule and source, and what would change it. */
export function FindingItem(props: FindingItemProps) {
  const { finding, decision, closed = false, openAtFirst = false, headingLevel = 3, onGo, onGoEntry, onRemedy } = props
  const text = useText()
  const [open, setOpen] = useState(openAtFirst)
  const id = useId()
  const Heading = headingLevel === 3 ? 'h3' : 'h4'
  const { entry, field } = finding
  return (
    <article className={cx(css['finding'], closed && css['closed'])} aria-labelledby={id}>
      <span className={css['icon']}>
        <StateIcon state={finding.level} />
      </span>
      <div className={css['words']}>
        <Heading id={id} className={css['headline']}>
          <Referenced>{text.say(finding.headline)}</Referenced>
        </Heading>
        <p className={css['where']}>
          <StatusChip tone={toneOf(finding.level)}>{text.word(`level.${finding.level}`)}</StatusChip>
          <span>{text.word(`stage.${finding.stage}`)}</span>
          <span>{text.word('finding.rule', { rule: finding.rule })}</span>
          {closed && decision === undefined ? <span>{text.word('finding.closed')}</span> : null}
        </p>
        {finding.confirm ? <p className={css['confirm']}>{text.word('finding.confirm')}</p> : null}
        <div className={css['actions']}>
          <Button variant="text" icon={open ? ChevronUp : ChevronDown} aria-expanded={open} onPress={() => setOpen(!open)}>
            {text.word(open ? 'finding.hideWhy' : 'finding.why')}
          </Button>
          {field === null || onGo === undefined ? null : (
            <Button variant="text" iconAfter={ArrowRight} onPress={() => onGo(field)}>
              {text.word('finding.go')}
            </Button>
          )}
          {field !== null || entry === undefined || onGoEntry === undefined ? null : (
            <Button variant="text" iconAfter={ArrowRight} onPress={() => onGoEntry(entry)}>
              {text.word('finding.goEntry')}
            </Button>
          )}
        </div>
        {open ? (
          <div className={css['why']}>
            <ReasonChain finding={finding} {...(onGo === undefined ? {} : { onGo })} />
            {finding.remedies.length === 0 ? null : (
              <div>
                <p className={css['part']}>{text.word('finding.remedies')}</p>
                <RemedyList finding={finding} {...(onRemedy === undefined ? {} : { onRemedy })} />
              </div>
            )}
            <div>
              <p className={css['part']}>{text.word('finding.sources')}</p>
              <SourceList sources={finding.sources} />
            </div>
          </div>
        ) : null}
        {decision === undefined ? null : <div className={css['decision']}>{decision}</div>}
      </div>
    </article>
  )
}

/** Why: requirement, fact, rule, result, in the order of the argument. */
export function ReasonChain({ finding, onGo }: { readonly finding: Finding; readonly onGo?: (field: string) => void }) {
  const text = useText()
  return (
    <ol className={css['chain']}>
      {finding.because.map((reason, place) => {
        const { field } = reason
        return (
          <li key={`${reason.message.id} ${String(place)}`}>
            <span className={css['step']}>{text.word(`finding.step.${reason.step}`)}</span>
            <span>
              <Referenced>{text.say(reason.message)}</Referenced>
              {field === null || onGo === undefined ? null : (
                <>
                  {' '}
                  <Button variant="text" onPress={() => onGo(field)}>
                    {text.wordOr(`field.${field}.label`, field)}
                  </Button>
                </>
              )}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

function RemedyList({ finding, onRemedy }: { readonly finding: Finding; readonly onRemedy?: (remedy: Remedy, finding: Finding) => void }) {
  const editable = useEditable()
  const text = useText()
  const said = [finding.headline, ...finding.because.map((reason) => reason.message)].map(text.say)
  return (
    <ul className={css['remedies']}>
      {finding.remedies.map((remedy, place) => (
        <li key={`${remedy.message.id} ${String(place)}`}>
          {onRemedy === undefined || (remedy.field === null && finding.entry === undefined) || !editable ? (
            <Referenced>{text.say(remedy.message)}</Referenced>
          ) : (
            <>
              <Button size="small" onPress={() => onRemedy(remedy, finding)}>
                {text.say(remedy.message)}
              </Button>
              <NamedBeside sentence={text.say(remedy.message)} shown={said} />
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

export type FindingListProps = FindingActions & {
  readonly findings: readonly Finding[]
  /** What was decided about a finding, or controls to decide. */
  readonly decisionFor?: (finding: Finding) => ReactNode
  readonly isClosed?: (finding: Finding) => boolean
  readonly headingLevel?: 3 | 4
}

export function FindingList({ findings, decisionFor, isClosed, headingLevel = 3, ...actions }: FindingListProps) {
  const text = useText()
  if (findings.length === 0) return <p className={css['none']}>{text.word('finding.none')}</p>
  return (
    <ul className={css['list']}>
      {findings.map((finding) => {
        const decision = decisionFor?.(finding)
        return (
          <li key={finding.id}>
            <FindingItem
              finding={finding}
              headingLevel={headingLevel}
              closed={isClosed?.(finding) ?? false}
              {...(decision === undefined ? {} : { decision })}
              {...actions}
            />
          </li>
        )
      })}
    </ul>
  )
}

/** Findings in the rail: one line each, a press goes there. */
export function FindingBriefs({ findings, onOpen }: { readonly findings: readonly Finding[]; readonly onOpen: (finding: Finding) => void }) {
  const text = useText()
  return (
    <ul className={css['briefs']}>
      {findings.map((finding) => (
        <li key={finding.id}>
          <StateIcon state={finding.level} />
          <span>
            <Button variant="text" onPress={() => onOpen(finding)}>
              {text.say(finding.headline)}
            </Button>
            <span className={css['place']}>
              {text.word(`level.${finding.level}`)}. {text.word(`stage.${finding.stage}`)}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
