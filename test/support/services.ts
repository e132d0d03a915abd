/** Real services on a temporary folder, as the application makes them. */
import { catalogOf, say } from '../../shared/words/say.ts'
import { createServices, type ServiceParts } from '../../electron/services.ts'

/** Dialogs answer with the next path of `answers`, or cancel. */
export function testServices(dataFolder: string, answers: (string | null)[] = [], parts: Partial<ServiceParts> = {}) {
  const next = () => Promise.resolve(answers.shift() ?? null)
  return createServices({
    dataFolder,
    resources: 'resources',
    now: () => '2026-11-23T09:00:00Z',
    randomUuid: () => crypto.randomUUID(),
    wordOf: (id) => say(catalogOf('en'), { id, values: {} }),
    dialogs: { openFile: next, openFolder: next, saveFile: next },
    printPdf: null,
    tokenHost: () => Promise.resolve(null),
    homeport: '0.0.0-test',
    runtime: 'override',
    ...parts,
  })
}
