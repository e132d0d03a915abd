/** The score of the Cloud Sovereignty Framework: it ranks, it never gates, and it is never blended with SEAL. */
import { criteriaOf, type CriterionAnswers } from './sovereignty.ts'
import type { ObjectiveCode, SovereigntyPack, WeightProfile } from './sovereignty-pack.ts'

export type SovereigntyScore = {
  readonly profile: string
  /** Hundredths of a point of each objective, out of nominally 1000 points. */
  readonly objectiveHundredths: Readonly<Record<ObjectiveCode, number>>
  /** Weighted score in hundred-thousandths of a percent, exact. More than 100 % is possible and is not clamped. */
  readonly hundredThousandths: number
  /** Criteria answered: an open criterion adds nothing and is a gap. */
  readonly answered: number
  readonly criteria: number
}

/** Sums the values of the answers by objective and weighs them. An index that a criterion does not have adds nothing. */
export function scoreAnswers(
  answers: CriterionAnswers,
  profile: WeightProfile,
  pack: SovereigntyPack,
): SovereigntyScore {
  const zero = { 'SOV-1': 0, 'SOV-2': 0, 'SOV-3': 0, 'SOV-4': 0, 'SOV-5': 0, 'SOV-6': 0, 'SOV-7': 0, 'SOV-8': 0 }
  const objectiveHundredths: Record<ObjectiveCode, number> = zero
  let answered = 0
  let hundredThousandths = 0
  for (const objective of pack.csf.objectives) {
    for (const criterion of objective.criteria) {
      const answer = criterion.answers.find(({ index }) => index === answers[criterion.id])
      if (answer === undefined) continue
      answered += 1
      objectiveHundredths[objective.code] += answer.valueHundredths
    }
    // Points / 1000 × weight in percent: hundredths of a point × weight are hundred-thousandths of a percent.
    hundredThousandths += objectiveHundredths[objective.code] * profile.weights[objective.code]
  }
  return {
    profile: profile.id,
    objectiveHundredths,
    hundredThousandths,
    answered,
    criteria: criteriaOf(pack).length,
  }
}

/** The score by every weight profile, in the order of the pack. */
export function scoreByProfiles(answers: CriterionAnswers, pack: SovereigntyPack): readonly SovereigntyScore[] {
  return pack.csf.weightProfiles.map((profile) => scoreAnswers(answers, profile, pack))
}
