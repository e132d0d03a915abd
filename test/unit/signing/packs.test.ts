import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseStrictJson } from '../../../shared/base/strict-json.ts'
import { looksConfusable } from '../../../shared/plan/confusable.ts'

/** Packs are quoted in assessments: what a signed plan may not hold, a pack may not hold either. */
test.each(readdirSync('resources/packs'))('%s can be signed', (name) => {
  const parsed = parseStrictJson(new Uint8Array(readFileSync(`resources/packs/${name}`)))
  expect(parsed.ok ? null : parsed.problem).toBeNull()
  expect(parsed.ok ? looksConfusable(parsed.value) : '').toBeNull()
})
