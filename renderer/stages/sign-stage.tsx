/** Sign and export: freeze the draft as a version, verify it, and take it to the board. */
import { Download, EyeOff, FileJson2, FileText, Globe, KeyRound, Package, PenLine, ShieldCheck } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { fingerprintOf } from '../../shared/base/envelope.ts'
import type { ExportFormat, Fault, KeySummary, SignedVersion } from '../../shared/contract.ts'
import type { BoardStanding } from '../../shared/plan/board-standing.ts'
import type { Verification } from '../../shared/plan/verification.ts'
import { NewKeyForm } from '../keys/new-key-form.tsx'
import { VerificationView } from '../screens/verification-view.tsx'
import { ImportReviewCard } from '../board/import-review-card.tsx'
import { useReviews } from '../board/reviews.ts'
import { TimeCard } from '../board/time-card.tsx'
import { standingState, StandingCard } from '../board/standing-card.tsx'
import { useApp, useOpenPlan, usePlanStore, useUi } from '../state/app-context.tsx'
import { isSigned, openCounts } from '../state/stage-states.ts'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Combo } from '../ui/combo.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Columns, Fingerprint, PageHead, Row, Stack } from '../ui/page.tsx'
import { StateIcon, type State } from '../ui/state-icon.tsx'
import { EmptyState } from '../ui/states.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { showToast } from '../ui/toast.tsx'
import { Verdict } from '../ui/verdict.tsx'
import { PublicVersion } from './public-version.tsx'
import css from './sign-stage.module.css'

const formats = [
  { format: 'bundle', icon: Package },
  { format: 'packet', icon: Globe },
  { format: 'pdf', icon: FileText },
  { format: 'report', icon: FileText },
  { format: 'json', icon: FileJson2 },
] as const satisfies readonly { readonly format: ExportFormat; readonly icon: typeof Package }[]

export function SignStage() {
  const text = useText()
  const plan = useOpenPlan()
  const tell = useTell()
  const { client } = useApp()
  const [verification, setVerification] = useState<Verification | null>(null)
  const verify = async (version: number): Promise<void> => {
    const answer = await client['plan.verify']({ id: plan.id, version })
    if (answer.ok) setVerification(answer.value)
    else tell(answer.problem)
  }
  const last = plan.versions.at(-1)
  const { reviews, again } = useReviews(plan.id, plan.versions.length)
  const standing = reviews?.standings.find(({ version }) => version === last?.version) ?? null
  return (
    <>
      <PageHead title={text.word('stage.sign')} lead={text.word('sign.lead')} />
      <SignVerdict standing={standing} />
      <Columns>
        <Stack>
          <BeforeSigning />
          <SigningCard />
          {last === undefined ? null : (
            <TimeCard plan={plan.id} signatures={plan.versions.reduce((sum, { signatures }) => sum + signatures.length, 0)} />
          )}
        </Stack>
        <Stack>
          {standing === null ? null : <StandingCard standing={standing} survives={isSigned(plan)} />}
          {last === undefined ? null : <ImportReviewCard conflicts={reviews?.conflicts ?? []} unsigned={reviews?.unsignedAnswers ?? 0} onImported={again} />}
          <Card title={text.word('plan.signedVersions')} flush={plan.versions.length > 0}>
            {plan.versions.length === 0 ? (
              <EmptyState title={text.word('sign.noVersions')}>{text.word('sign.noVersionsDetail')}</EmptyState>
            ) : (
              <ul className={css['versions']}>
                {plan.versions.toReversed().map((version) => (
                  <VersionRow key={version.version} version={version} onVerify={() => void verify(version.version)} />
                ))}
              </ul>
            )}
          </Card>
          <ExportCard version={last?.version ?? null} />
        </Stack>
      </Columns>
      <Dialog
        title={text.word('sign.verification')}
        isOpen={verification !== null}
        onOpenChange={(shown) => shown || setVerification(null)}
        width="wide"
      >
        {verification === null ? null : <VerificationView verification={verification} />}
      </Dialog>
    </>
  )
}

function useTell(): (fault: Fault) => void {
  const text = useText()
  return useCallback(
    (fault) => {
      showToast({ state: 'blocking', title: text.word(`fault.${fault.code}`, { detail: fault.detail }) })
    },
    [text],
  )
}

function SignVerdict({ standing }: { readonly standing: BoardStanding | null }) {
  const text = useText()
  const plan = useOpenPlan()
  const go = useUi((store) => store.go)
  const version = plan.versions.at(-1)?.version
  if (isSigned(plan) && standing !== null)
    return (
      <Verdict
        state={standingState(standing)}
        headline={
          standing.outcome === 'no-board'
            ? text.word('sign.signed', { version: standing.version })
            : text.word(`reviews.standing.${standing.outcome}`, { version: standing.version })
        }
        detail={text.say(standing.reason ?? { id: standing.outcome === 'no-board' ? 'reviews.noBoard' : 'sign.signedDetail', values: {} })}
        {...(standing.outcome === 'no-board' ? { action: <Button onPress={() => go({ screen: 'board' })}>{text.word('reviews.setUpBoard')}</Button> } : {})}
      />
    )
  if (isSigned(plan) && version !== undefined)
    return (
      <Verdict
        state="ok"
        headline={text.word('sign.signed', { version })}
        detail={text.word('sign.signedDetail')}
      />
    )
  const { outcome } = plan.assessment
  const states = { clear: 'ok', 'open-findings': 'advisory', blocked: 'blocking', incomplete: 'unknown' } as const
  return (
    <Verdict
      state={states[outcome]}
      headline={text.word(`sign.outcome.${outcome}`)}
      detail={text.word(outcome === 'clear' ? 'overview.clearDetail' : 'sign.withOpenFindings')}
    />
  )
}

/** What a signer should know before, line by line. */
function BeforeSigning() {
  const text = useText()
  const { assessment, document } = useOpenPlan()
  const { blocking, advisory, unknown } = openCounts(assessment)
  const missing = Object.values(assessment.stages).reduce((sum, stage) => sum + stage.missing.length, 0)
  const closed = assessment.standings.filter((standing) => standing.closed).length
  const lines: readonly { readonly state: State; readonly words: string }[] = [
    { state: blocking === 0 ? 'ok' : 'blocking', words: text.word('sign.blocking', { count: blocking }) },
    { state: missing === 0 ? 'ok' : 'unknown', words: text.word('sign.missing', { count: missing }) },
    {
      state: advisory + unknown === 0 ? 'ok' : 'advisory',
      words: text.word('sign.open', { count: advisory + unknown }),
    },
    { state: 'ok', words: text.word('sign.closed', { count: closed }) },
    { state: 'ok', words: text.word('sign.packs', { count: Object.keys(document.plan.knowledge).length }) },
  ]
  return (
    <Card title={text.word('sign.before')}>
      <ul className={css['lines']}>
        {lines.map((line) => (
          <li key={line.words}>
            <StateIcon state={line.state} />
            {line.words}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Chooses or makes a key, asks for its passphrase, and signs. The passphrase is forgotten at once. */
function SigningCard() {
  const text = useText()
  const tell = useTell()
  const plan = useOpenPlan()
  const { client, now, planStore, uiStore } = useApp()
  const [keys, setKeys] = useState<readonly KeySummary[]>([])
  const [unlocked, setUnlocked] = useState<ReadonlySet<string>>(new Set())
  const [keyId, setKeyId] = useState<string | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [making, setMaking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  /** Grows when a key was made, so that the list is read again. */
  const [made, setMade] = useState(0)
  useEffect(() => {
    let shown = true
    void client['keys.list'](null).then((answer) => {
      if (!shown) return
      if (!answer.ok) return tell(answer.problem)
      setKeys(answer.value)
      setKeyId((chosen) => chosen ?? answer.value[0]?.keyId ?? null)
    })
    void client['keys.unlocked'](null).then((answer) => {
      if (shown && answer.ok) setUnlocked(new Set(answer.value))
    })
    return () => {
      shown = false
    }
  }, [client, tell, made])

  const needsPassphrase = keyId === null || !unlocked.has(keyId)
  const sign = async (): Promise<void> => {
    if (keyId === null) return
    setBusy(true)
    setError(null)
    await planStore.getState().settled()
    const current = planStore.getState().open
    if (current === null) return
    const answer = await client['plan.sign']({
      id: current.id,
      revision: current.revision,
      keyId,
      passphrase: needsPassphrase ? passphrase : null,
      at: now(),
    })
    setPassphrase('')
    setBusy(false)
    if (!answer.ok) {
      const { code } = answer.problem
      // It locked itself meanwhile: the field for the passphrase comes back.
      if (code === 'locked') setUnlocked(new Set())
      if (code === 'wrong-passphrase' || code === 'wrong-pin' || code === 'locked') setError(text.word(`fault.${code}`, { detail: '' }))
      else tell(answer.problem)
      return
    }
    const opened = await client['plan.open'](current.id)
    if (opened.ok) planStore.getState().show(opened.value)
    showToast({ state: 'ok', title: text.word('sign.done', { version: answer.value.version }) })
  }

  if (keys.length === 0 || making)
    return (
      <Card title={text.word('sign.newKey')}>
        <NewKeyForm
          firstName={uiStore.getState().settings.person}
          onCancel={keys.length === 0 ? null : () => setMaking(false)}
          onMade={(key) => {
            setMaking(false)
            setKeyId(key.keyId)
            setMade(made + 1)
          }}
        />
      </Card>
    )
  return (
    <Card title={text.word('sign.sign')} foot={text.word('sign.freezes')}>
      <Stack>
        <Combo
          label={text.word('sign.key')}
          items={keys.map((key) => ({ id: key.keyId, name: key.name, detail: fingerprintOf(key.keyId) }))}
          value={keyId}
          onChange={setKeyId}
        />
        {needsPassphrase ? (
          <PlainTextField
            label={text.word(keys.some((key) => key.keyId === keyId && key.token !== undefined) ? 'tokens.pinName' : 'sign.passphrase')}
            value={passphrase}
            onChange={setPassphrase}
            type="password"
            {...(error === null ? {} : { error })}
          />
        ) : (
          <p>
            <StatusChip tone="note">{text.word('keys.unlocked')}</StatusChip> {text.word('keys.unlockedDetail')}
          </p>
        )}
        <Row>
          <Button
            variant="primary"
            icon={PenLine}
            isDisabled={busy || keyId === null || (needsPassphrase && passphrase === '') || isSigned(plan)}
            onPress={() => void sign()}
          >
            {text.word(busy ? 'sign.signing' : 'sign.signAsAuthor')}
          </Button>
          <Button variant="quiet" icon={KeyRound} onPress={() => setMaking(true)}>
            {text.word('sign.newKey')}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}

function VersionRow({ version, onVerify }: { readonly version: SignedVersion; readonly onVerify: () => void }) {
  const text = useText()
  return (
    <li className={css['version']}>
      <div>
        <p className={css['versionTitle']}>
          {text.word('report.version', { version: version.version })}{' '}
          <StatusChip tone="ok">{text.word('sign.frozen')}</StatusChip>
        </p>
        {version.signatures.map((signature) => (
          <p key={signature.keyId} className={css['signer']}>
            {text.word('sign.signedBy', { name: signature.name, at: text.instant(signature.claimedTime) })}{' '}
            <Fingerprint>{fingerprintOf(signature.keyId)}</Fingerprint>
          </p>
        ))}
      </div>
      <Button icon={ShieldCheck} onPress={onVerify} aria-label={text.word('sign.verifyVersion', { version: version.version })}>
        {text.word('sign.verify')}
      </Button>
    </li>
  )
}

function ExportCard({ version }: { readonly version: number | null }) {
  const text = useText()
  const tell = useTell()
  const plan = usePlanStore((store) => store.open)
  const { client } = useApp()
  const [busy, setBusy] = useState<ExportFormat | null>(null)
  const save = async (format: ExportFormat): Promise<void> => {
    if (plan === null) return
    setBusy(format)
    const answer = await client['plan.export']({ id: plan.id, version, format, language: text.language })
    setBusy(null)
    if (!answer.ok) return tell(answer.problem)
    if (answer.value !== null)
      showToast({
        state: 'ok',
        title: text.word('sign.saved'),
        detail: `${answer.value.path}, ${text.bytes(answer.value.bytes)}`,
      })
  }
  return (
    <Card
      title={text.word('sign.export')}
      foot={text.word(version === null ? 'sign.exportDraft' : 'sign.exportSigned', { version: version ?? 0 })}
    >
      <ul className={css['formats']}>
        {formats.map(({ format, icon: Icon }) => (
          <li key={format} className={css['format']}>
            <Icon size={20} strokeWidth={1.7} aria-hidden />
            <div>
              <p className={css['formatName']}>{text.word(`export.${format}`)}</p>
              <p className={css['formatDetail']}>{text.word(`export.${format}.detail`)}</p>
            </div>
            <Button
              icon={Download}
              size="small"
              isDisabled={busy !== null || (version === null && needsSignature(format))}
              aria-label={text.word('export.save', { what: text.word(`export.${format}`) })}
              onPress={() => void save(format)}
            >
              {text.word(busy === format ? 'export.saving' : 'app.save')}
            </Button>
          </li>
        ))}
        {version === null ? null : (
          <li className={css['format']}>
            <EyeOff size={20} strokeWidth={1.7} aria-hidden />
            <div>
              <p className={css['formatName']}>{text.word('export.public')}</p>
              <p className={css['formatDetail']}>{text.word('export.public.detail')}</p>
            </div>
            <PublicVersion version={version} />
          </li>
        )}
      </ul>
    </Card>
  )
}

/** A draft can be read as a report; only a signed version is a bundle that proves anything. */
function needsSignature(format: ExportFormat): boolean {
  return format === 'bundle' || format === 'packet'
}
