/**
 * Everything Homeport knows, parsed once from the pack files. The page, the main process and the command line build the
 * same value from the same bytes.
 */
import { fail, ok, type Result } from '../base/result.ts'
import { parse, type Infer, type Schema } from '../base/schema.ts'
import { digestOf } from '../base/digest.ts'
import { LicensePack } from '../domain/license-pack.ts'
import { AcceleratorPack } from '../domain/accelerator-pack.ts'
import { CapacityFitPack } from '../domain/capacity/fit-pack.ts'
import { ContinuityPack } from '../domain/continuity-pack.ts'
import { EnginePack } from '../domain/engine-pack.ts'
import { EvaluationPack } from '../domain/evaluation-pack.ts'
import { ModelPack } from '../domain/model-pack.ts'
import { QuantizationPack } from '../domain/quantization-pack.ts'
import { OpennessPack } from '../domain/openness-pack.ts'
import { ReleasePack } from '../domain/release-pack.ts'
import {
  ApiPricesPack,
  ElectricityPack,
  HardwarePricesPack,
  OperationsPack,
  RentalPricesPack,
} from '../domain/cost/price-packs.ts'
import { ObligationPack } from '../domain/obligations-pack.ts'
import { RegimePack } from '../domain/regime-pack.ts'
import { namedFields } from '../domain/regimes.ts'
import { ClassificationsPack } from '../domain/jurisdiction/classifications-pack.ts'
import type { HouseRule } from '../domain/jurisdiction/facts.ts'
import { JurisdictionsPack } from '../domain/jurisdiction/jurisdictions-pack.ts'
import { ProvidersPack } from '../domain/jurisdiction/providers-pack.ts'
import { brokenHostingReference } from '../domain/jurisdiction/references.ts'
import { isFieldId } from './fields.ts'
import { SovereigntyPack } from '../domain/jurisdiction/sovereignty-pack.ts'

/** Each pack's name and its schema. The owner of a domain adds a line here and a file in `resources/packs/`. */
export const packSchemas = {
  accelerators: AcceleratorPack,
  'capacity-fit': CapacityFitPack,
  engines: EnginePack,
  evaluations: EvaluationPack,
  quantizations: QuantizationPack,
  'api-prices': ApiPricesPack,
  electricity: ElectricityPack,
  'hardware-prices': HardwarePricesPack,
  obligations: ObligationPack,
  regimes: RegimePack,
  operations: OperationsPack,
  'rental-prices': RentalPricesPack,
  licenses: LicensePack,
  models: ModelPack,
  openness: OpennessPack,
  'release-watch': ReleasePack,
  classifications: ClassificationsPack,
  continuity: ContinuityPack,
  jurisdictions: JurisdictionsPack,
  providers: ProvidersPack,
  sovereignty: SovereigntyPack,
} as const satisfies Record<string, Schema>

export type PackName = keyof typeof packSchemas
type Packs = { readonly [Name in PackName]: Infer<(typeof packSchemas)[Name]> }

export type Knowledge = Packs & {
  /** `sha256:` and lower hex of each pack file's bytes: what a signed plan names. */
  readonly digests: Readonly<Record<string, string>>
  /** Rules of the organization for its hosting, from the plan. No pack has any. */
  readonly houseRules: readonly HouseRule[]
}

/** Which file is broken, where in it, and how. */
export type KnowledgeProblem = { readonly pack: string; readonly path: string; readonly reason: string }

export const packNames: readonly PackName[] = Object.keys(packSchemas).toSorted().filter(isPackName)

export function isPackName(name: string): name is PackName {
  return Object.hasOwn(packSchemas, name)
}

/**
 * Parses the text of every pack. Refuses the whole when one pack is missing or broken: half a knowledge base would give
 * verdicts that look complete.
 */
export function readKnowledge(texts: Readonly<Record<string, string>>): Result<Knowledge, KnowledgeProblem> {
  const packs: Record<string, unknown> = {}
  const digests: Record<string, string> = {}
  for (const name of packNames) {
    const text = texts[name]
    if (text === undefined) return fail({ pack: name, path: '(whole)', reason: 'is missing' })
    const data = jsonOf(text)
    if (!data.ok) return fail({ pack: name, path: '(whole)', reason: 'is not JSON' })
    const parsed = parse(packSchemas[name], data.value)
    if (!parsed.ok) return fail({ pack: name, ...parsed.problem })
    packs[name] = parsed.value
    digests[name] = digestOf(text)
  }
  const broken = brokenReference(trusted(packs, digests))
  return broken === null ? ok(trusted(packs, digests)) : fail(broken)
}

/** The day of each pack's newest facts, for the check of age. */
export function packAges(knowledge: Knowledge): readonly { readonly pack: PackName; readonly asOf: string }[] {
  return packNames.map((pack) => ({ pack, asOf: knowledge[pack].asOf }))
}

function jsonOf(text: string): Result<unknown, null> {
  try {
    return ok(JSON.parse(text))
  } catch {
    return fail(null)
  }
}

function trusted(packs: Readonly<Record<string, unknown>>, digests: Readonly<Record<string, string>>): Knowledge {
  // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- every pack was parsed by its own schema just before
  return { ...packs, digests, houseRules: [] } as unknown as Knowledge
}

/** A name in one pack that no other pack knows, or null. */
function brokenReference(knowledge: Knowledge): KnowledgeProblem | null {
  return brokenHostingReference(knowledge) ?? brokenRegime(knowledge)
}

/** A regime that names a question the plan does not have. */
function brokenRegime({ regimes }: Knowledge): KnowledgeProblem | null {
  for (const regime of regimes.regimes) {
    const unknown = namedFields(regime).find((field) => !isFieldId(field))
    if (unknown !== undefined) return { pack: 'regimes', path: regime.id, reason: `names the field ${unknown}, which no plan has` }
  }
  return null
}
