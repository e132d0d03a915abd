/** How far something is: the same four words wherever a question asks it. */
const progress = {
  en: { 'not-needed': 'Not needed', planned: 'Planned', 'in-progress': 'In progress', done: 'Done' },
  de: { 'not-needed': 'Nicht erforderlich', planned: 'Geplant', 'in-progress': 'In Arbeit', done: 'Abgeschlossen' },
  fr: { 'not-needed': 'Non nécessaire', planned: 'À venir', 'in-progress': 'En cours', done: 'C’est fait' },
} as const

type ProgressWords<Field extends string> = Readonly<Record<`field.${Field}.option.${keyof typeof progress.en}`, string>>

/** The words of the options of these fields. */
export function progressWords<const Field extends string>(language: keyof typeof progress, fields: readonly Field[]): ProgressWords<Field> {
  const said = Object.entries(progress[language])
  // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- every field gets every option just here
  return Object.fromEntries(fields.flatMap((field) => said.map(([option, word]) => [`field.${field}.option.${option}`, word]))) as ProgressWords<Field>
}
