/** `continuity.export`: a tabletop exercise or the clauses of the draft, as a file where the planner wants it. */
import { utf8Bytes } from '../../shared/base/bytes.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { Fault, Input, Output } from '../../shared/contract.ts'
import { assess } from '../../shared/plan/assess.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { safeFileName, writeFileSafely } from '../files.ts'
import type { Services, Storage } from '../services.ts'
import { clausesHtml } from './clauses.ts'
import { exerciseHtml } from './exercise.ts'
import { fontStyles } from './report/fonts.ts'

const kinds = {
  exercise: { word: 'export.exercise', ending: 'html' },
  'exercise-pdf': { word: 'export.exercisePdf', ending: 'pdf' },
  clauses: { word: 'export.clauses', ending: 'html' },
} as const

export async function exportContinuity(
  services: Services,
  storage: Storage,
  { id, document, event, language }: Input<'continuity.export'>,
): Promise<Result<Output<'continuity.export'>, Fault>> {
  const loaded = await services.knowledge()
  if (!loaded.ok) return loaded
  const { knowledge } = loaded.value
  const found = await storage.plans.open(id)
  if (!found.ok) return found
  const { plan } = found.value.document
  const input = { plan, assessment: assess(plan, knowledge), knowledge, language }
  const fonts = await fontStyles(services.resources)
  const page = document === 'clauses' ? clausesHtml(input, fonts) : exerciseHtml(event ?? '', input, fonts)
  if (page === null) return fail({ code: 'not-found', detail: event ?? '' })
  const word = (name: string): string => say(catalogOf(language), { id: name, values: {} })
  const title = valueOf(plan, 'identity.title') ?? word('home.untitled')
  const { word: kind, ending } = kinds[document]
  if (document === 'exercise-pdf' && services.printPdf === null) return fail({ code: 'internal', detail: 'no-printer' })
  const bytes =
    document === 'exercise-pdf' && services.printPdf !== null
      ? await services.printPdf(page, {
          head: [valueOf(plan, 'organization.name') ?? '', title],
          footer: word('exercise.foot'),
          at: plan.createdAt,
        })
      : utf8Bytes(page)
  const file = await services.dialogs.saveFile({
    title: kind,
    suggestedName: `${safeFileName(title)} ${safeFileName(word(event === null ? kind : `continuity.short.${event}`))}.${ending}`,
    kinds: [{ name: kind, extensions: [ending] }],
  })
  if (file === null) return ok(null)
  const written = await writeFileSafely(file, bytes)
  if (!written.ok)
    return fail({ code: written.problem.code === 'disk-full' ? 'disk-full' : 'not-writable', detail: file })
  return ok({ path: file, bytes: bytes.length })
}
