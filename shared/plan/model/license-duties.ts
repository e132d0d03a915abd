/** What the license of a model demands of this plan, the legal position it leaves, and the text that was relied on. */
import type { License } from '../../domain/license-pack.ts'
import { knownTexts, licenseItself, matchText, type KnownText, type TextMatch } from '../../domain/license/text.ts'
import { licenseObligations, type Obligation, type ObligationNames } from '../../domain/license/obligations.ts'
import { familiesOf, licenseTerms, type FamilyOutcome, type LegalTerm } from '../../domain/license/terms.ts'
import { message, type Finding, type Message } from '../../domain/vocabulary.ts'
import type { FieldId, Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import { licenseFacts } from '../license-facts.ts'
import { licenseOf, sourcesOf, type ModelUnderLicense } from './license-findings.ts'

/** A model with the names that wordings take. */
export type NamedModel = ModelUnderLicense & { readonly developer: { readonly legalName: string } }

/** The license text in the plan, against the texts that are known of the model's license. */
export type LicenseTextStanding = {
  readonly known: readonly KnownText[]
  /** Digest of the attached text; null where none is attached. */
  readonly attached: string | null
  /** Null where no text is attached. */
  readonly match: TextMatch | null
  readonly document: KnownText | null
  /** The license that was pinned with it, where the plan pins one. */
  readonly reliedOn: string | null
  /** Whether the model still has the license that was pinned; null where none is. */
  readonly sameLicense: boolean | null
}

export type LicenseDuties = {
  readonly license: License
  readonly obligations: readonly Obligation[]
  readonly terms: readonly LegalTerm[]
  readonly families: readonly FamilyOutcome[]
  readonly text: LicenseTextStanding
}

/** Null where the license of the model is not known. */
export function licenseDuties(model: NamedModel, facts: Facts, knowledge: Knowledge): LicenseDuties | null {
  const license = licenseOf(model, knowledge)
  if (license === null) return null
  const known = licenseFacts(facts, model)
  return {
    license,
    obligations: licenseObligations(license, known, namesFor(model, license, facts)),
    terms: licenseTerms(license),
    families: familiesOf(license, known, knowledge.licenses.facts),
    text: textStanding(license, facts, knowledge),
  }
}

function namesFor(model: NamedModel, license: License, facts: Facts): ObligationNames {
  return {
    model: model.name,
    developer: model.developer.legalName,
    license: license.name,
    url: license.url,
    derived: facts['license.derivedName'],
  }
}

function textStanding(license: License, facts: Facts, knowledge: Knowledge): LicenseTextStanding {
  const known = knownTexts(knowledge.licenses, license.id)
  const attached = facts['license.textDigest']
  const reliedOn = facts['license.reliedOn']
  const bare = (digest: string | null): string => (digest ?? '').replace(/^sha256:/, '')
  const compared =
    attached === null
      ? { match: null, document: null }
      : matchText(
          {
            sha256: bare(attached),
            sha256NormalizedWhitespace: bare(facts['license.textNormalized']),
            sha256WithoutCopyright: bare(facts['license.textWithoutCopyright']),
          },
          licenseItself(known),
        )
  return { known, attached, ...compared, reliedOn, sameLicense: reliedOn === null ? null : reliedOn === license.id }
}

/** Findings about the pinned license, its text and the name of a changed model. */
export function checkDuties(model: NamedModel, facts: Facts, knowledge: Knowledge): readonly Finding[] {
  const duties = licenseDuties(model, facts, knowledge)
  if (duties === null) return []
  const { license, text } = duties
  const values = { license: license.name, model: model.name }
  const finding = (
    id: string,
    level: Finding['level'],
    headline: Message,
    fact: Message,
    field: FieldId,
    remedy: Message,
  ): Finding => ({
    id: `model/license/${id}`,
    rule: `M-LICENSE-${id.toUpperCase()}`,
    stage: 'model',
    level,
    headline,
    because: [
      { step: 'fact', message: message('license.modelHas', values), field: 'model.id' },
      { step: 'fact', message: fact, field },
      { step: 'result', message: headline, field: null },
    ],
    sources: sourcesOf(license),
    remedies: [{ message: remedy, field, value: null }],
    field,
    confirm: false,
  })
  const findings: Finding[] = []
  if (text.sameLicense === false) {
    const pinned = knowledge.licenses.licenses.find(({ id }) => id === text.reliedOn)?.name ?? text.reliedOn ?? ''
    findings.push(
      finding(
        'changed',
        'unknown',
        message('licenseDuties.changed', { ...values, pinned }),
        message('licenseDuties.pinned', { pinned }),
        'license.reliedOn',
        message('licenseDuties.attachAgain', values),
      ),
    )
  } else if (text.match === 'different')
    findings.push(
      finding(
        'text-differs',
        'unknown',
        message('licenseDuties.textDiffers', values),
        message('licenseDuties.attached', { digest: text.attached ?? '' }),
        'license.textDigest',
        message('licenseDuties.readText', values),
      ),
    )
  else if (text.match === 'none-known')
    findings.push(
      finding(
        'text-unknown',
        'advisory',
        message('licenseDuties.textUnknown', values),
        message('licenseDuties.attached', { digest: text.attached ?? '' }),
        'license.textDigest',
        message('licenseDuties.readText', values),
      ),
    )
  for (const duty of duties.obligations)
    if (duty.followed === false && (duty.state === 'applies' || duty.state === 'open')) {
      const named = { ...values, name: facts['license.derivedName'] ?? '', prefix: duty.wording?.texts.join(' / ') ?? '' }
      findings.push(
        finding(
          'naming',
          'advisory',
          message('licenseDuties.nameWrong', { ...named, clause: duty.clause ?? '' }),
          message('licenseDuties.nameIs', named),
          'license.derivedName',
          message('licenseDuties.rename', named),
        ),
      )
    }
  return findings
}
