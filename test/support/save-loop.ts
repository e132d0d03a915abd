/**
 * A process that saves as fast as it can and says which revision was answered as saved. The test kills it at a random
 * moment; whatever was said to be saved must be there afterwards.
 *
 * Arguments: database file, plan id. Prints one revision a line.
 */
import { writeSync } from 'node:fs'
import { migrate } from '../../electron/database/schema.ts'
import { openDatabase } from '../../electron/database/sqlite.ts'
import { plansIn } from '../../electron/database/plans.ts'
import { emptyPlan } from '../../shared/plan/plan.ts'

const [file = '', id = ''] = process.argv.slice(2)
const opened = await openDatabase(file)
if (!opened.ok) throw new Error(opened.problem)
const migrated = await migrate(opened.value, file)
if (!migrated.ok) throw new Error(migrated.problem)
const plans = plansIn(opened.value)
const found = await plans.open(id)
let revision = found.ok
  ? found.value.revision
  : (await plans.create(emptyPlan(id, '2026-11-23T09:00:00Z', 'en', {}), '2026-11-23T09:00:00Z')).revision
for (;;) {
  const saved = await plans.apply(id, revision, {
    do: { type: 'answer.set', field: 'load.users', value: revision + 1, basis: 'self-declared' },
    by: 'Jana Köhler',
    at: new Date(Date.UTC(2026, 10, 23, 9, 0, 0) + revision * 2000).toISOString(),
  })
  if (!saved.ok) throw new Error(saved.problem.code)
  revision = saved.value.revision
  // Synchronous, so that nothing said is still in a buffer when the process is killed.
  writeSync(1, `${revision}\n`)
}
