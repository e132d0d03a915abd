/** How sovereign at most: the SEAL ceiling of each objective and of all, and the score by each weight profile. */
import { frameworkVersion } from '../../shared/plan/hosting/framework-version.ts'
import type { HostingView } from '../../shared/plan/stages/hosting.ts'
import { frameworkIds } from '../../shared/plan/hosting/reference.ts'
import { SealBars } from '../charts/seal-bars.tsx'
import { useText } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { SmallPrint, Stack } from '../ui/page.tsx'
import { Referenced } from '../ui/referenced.tsx'
import { DataTable } from '../ui/table.tsx'
import css from './hosting-criteria.module.css'
import { ReferenceButton } from './hosting-reference.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

export function HostingSeal({ view }: { readonly view: HostingView }) {
  const text = useText()
  const { seal } = view
  const profile = seal.scores.find((score) => score.isDefault)?.profile ?? ''
  const finding =
    seal.overall === null
      ? text.word('jurisdiction.sealNoCeiling')
      : text.word('jurisdiction.sealCeiling', { ceiling: seal.overall })
  const governing =
    seal.governing.length === 0 ? '' : ` ${text.word('hostingScreen.governing', { criteria: { list: [...seal.governing] } })}`
  return (
    <SealBars
      title={text.word('hostingScreen.seal')}
      finding={finding}
      note={<Referenced>{`${finding}${governing} ${text.word('hostingScreen.sealNote')}${seal.adapted ? ` ${text.word('criteriaScreen.adapted')}` : ''}`}</Referenced>}
      objectives={seal.objectives.map((objective) => ({
        id: objective.code,
        name: text.wordOr(`hostingScreen.objective.${objective.code}`, objective.name),
        // Weights are whole percents in the pack.
        weight: objective.weights[profile] === undefined ? null : objective.weights[profile] * 100,
        level: objective.ceiling,
        required: objective.required,
      }))}
    />
  )
}

/** Score and coverage, one profile beside the other: they are never blended, with each other or with SEAL. */
export function HostingScores({ view }: { readonly view: HostingView }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { seal, cada } = view
  return (
    <Card title={text.word('hostingScreen.scores')}>
      <Stack>
        <KeyValue
          items={seal.scores.toSorted((left, right) => Number(right.isDefault) - Number(left.isDefault)).map((score) => ({
            key: score.profile,
            label: text.wordOr(`hostingScreen.weights.${score.profile}`, score.profile),
            value: text.word('hostingScreen.score', {
              // Hundred-thousandths of a percent; a basis point is a thousand of them.
              score: { basisPoints: Math.round(score.hundredThousandths / 1000) },
              answered: score.answered,
              criteria: score.criteria,
            }),
          }))}
        />
        <SmallPrint>{text.word('hostingScreen.scoreNote')}</SmallPrint>
        {cada.applicable ? (
          <div>
            <h3>{text.word('hostingScreen.cada')}</h3>
            <p>
              {cada.ceiling === null
                ? text.word('hostingScreen.cadaUnknown')
                : text.word('hostingScreen.cadaCeiling', { ceiling: cada.ceiling })}
            </p>
            <SmallPrint>
              {text.word('hostingScreen.status')}{text.colon} {text.word(`hostingScreen.legal.${cada.legalStatus}`)}. <ReferenceButton id="CADA" label={text.word('modelScreen.source')} />
            </SmallPrint>
          </div>
        ) : null}
        <Disclosure title={text.word('hostingScreen.criteria', { count: seal.answers.length })}>
          <DataTable
            caption={text.word('hostingScreen.seal')}
            captionHidden
            dense
            fits
            rows={seal.answers}
            rowKey={(row) => row.criterion}
            columns={[
              {
                key: 'criterion',
                name: text.word('hostingScreen.criterion'),
                rowHeader: true,
                cell: (row) => <Referenced>{`${row.criterion} ${text.wordOr(`field.criterion.${row.criterion}.label`)}`}</Referenced>,
              },
              {
                key: 'label',
                name: text.word('hostingScreen.answer'),
                cell: (row) => <Referenced>{text.wordOr(`field.criterion.${row.criterion}.option.${String(row.answer)}`)}</Referenced>,
              },
              { key: 'seal', name: 'SEAL', align: 'end', width: '4rem', cell: (row) => text.number(row.seal) },
            ]}
            maxHeight="20rem"
          />
        </Disclosure>
        <SmallPrint>
          <Referenced>
            {text.word('hostingScreen.framework', {
              version: text.say(frameworkVersion(knowledge.sovereignty.csf)),
              day: { day: knowledge.sovereignty.asOf },
            })}
          </Referenced>
        </SmallPrint>
        <Disclosure title={text.word('ownHosting.reference.schemes')}>
          <ul className={css['schemes']}>
            {[...frameworkIds, ...knowledge.sovereignty.schemes.map(({ id }) => id)].map((id) => (
              <li key={id}>
                <ReferenceButton id={id} />
              </li>
            ))}
          </ul>
        </Disclosure>
      </Stack>
    </Card>
  )
}
