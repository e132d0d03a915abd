/** `rehearse`: what of a plan stands after an event, and the tabletop exercise or the clauses as a file. */
import { sayVerdict, verdictOf, whenOf } from '../../shared/plan/hosting/rehearsal-words.ts'
import { assess } from '../../shared/plan/assess.ts'
import { languageOf } from '../../shared/words/format.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { clausesHtml } from '../export/clauses.ts'
import { exerciseHtml } from '../export/exercise.ts'
import { fontStyles } from '../export/report/fonts.ts'
import { writeFileSafely } from '../files.ts'
import { utf8Bytes } from '../../shared/base/bytes.ts'
import { planIn } from './assess.ts'
import { UsageError, type CliCommand } from './command.ts'
import { knowledgeFor, optional, readJsonFile } from './load.ts'

export const rehearseCommand: CliCommand = {
  name: 'rehearse',
  usage:
    'rehearse PLAN.json | ANSWERS.json [--event ID] [--exercise FILE] [--clauses FILE] [--language en|de|fr]   what stands after an event; exit code 1 when a service falls',
  options: { event: { type: 'string' }, exercise: { type: 'string' }, clauses: { type: 'string' }, language: { type: 'string' } },
  run: async (input) => {
    const [file, ...more] = input.positionals
    if (file === undefined || more.length > 0) throw new UsageError('name one plan.json or answer file')
    const knowledge = await knowledgeFor(input)
    const plan = planIn(await readJsonFile(file), file, knowledge)
    const assessment = assess(plan, knowledge)
    const { rehearsals, clock } = assessment.continuity
    const event = optional(input, 'event')
    const chosen = event === null ? rehearsals : rehearsals.filter((one) => one.event === event)
    if (chosen.length === 0)
      throw new UsageError(`there is no event ${event ?? ''}; take one of ${rehearsals.map((one) => one.event).join(', ')}`)
    const language = languageOf(optional(input, 'language') ?? 'en')
    const written: string[] = []
    const write = async (target: string, page: string): Promise<void> => {
      const done = await writeFileSafely(target, utf8Bytes(page))
      if (!done.ok) throw new UsageError(`${target} cannot be written (${done.problem.code})`)
      written.push(target)
    }
    const documents = { plan, assessment, knowledge, language }
    const fonts = await fontStyles(input.resources)
    const exercise = optional(input, 'exercise')
    if (exercise !== null) {
      const page = event === null ? null : exerciseHtml(event, documents, fonts)
      if (page === null) throw new UsageError('--exercise needs --event: an exercise is about one event')
      await write(exercise, page)
    }
    const clauses = optional(input, 'clauses')
    if (clauses !== null) await write(clauses, clausesHtml(documents, fonts))
    const catalog = catalogOf(language)
    const word = (id: string): string => say(catalog, { id, values: {} })
    return {
      exitCode: chosen.some((one) => verdictOf(one).word === 'fallen') ? 1 : 0,
      json: { rehearsals: chosen, layers: assessment.continuity.layers, clauses: assessment.continuity.clauses, written },
      text: [
        ...chosen.flatMap((one) => [
          `${word(`continuity.event.${one.event}`)}: ${sayVerdict(verdictOf(one), clock, (text) => say(catalog, text))}`,
          ...one.strikes
            .filter(({ outcome }) => outcome !== 'shut')
            .map(
              (strike) =>
                `  ${word(`continuity.part.${strike.part}`)}, ${say(catalog, whenOf(strike.moment, clock))}: ${word(`continuity.strike.${strike.id}`)} [${word(`rehearsal.outcome.${strike.outcome}`)}]`,
            ),
          ...one.helps.map(({ measure }) => `  + ${word(`continuity.measure.${measure}`)}`),
        ]),
        ...written.map((target) => `Written: ${target}`),
      ].join('\n'),
    }
  },
}
