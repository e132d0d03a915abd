/** Where a signed version stands: the next, an older one, a fork, or one after a gap. */
import { expect, test } from 'vitest'
import { lineageOf } from '../../shared/plan/lineage.ts'

const known = [
  { version: 2, digest: 'sha256:two' },
  { version: 3, digest: 'sha256:three' },
]
const incoming = (version: number, digest: string, previous: string | null = null) => lineageOf({ version, digest: `sha256:${digest}`, previous: previous === null ? null : `sha256:${previous}` }, known)

test('the next version names the one before', () => expect(incoming(4, 'four', 'three')).toEqual({ code: 'next' }))
test('the version that is here already', () => expect(incoming(3, 'three', 'two')).toEqual({ code: 'known' }))
test('ATK-055 an older revision never becomes current', () => {
  expect(incoming(2, 'two')).toEqual({ code: 'W_OLDER_REVISION', newest: 3 })
  expect(incoming(1, 'one')).toEqual({ code: 'W_OLDER_REVISION', newest: 3 })
})
test('ATK-056 two texts under one number are a fork', () => {
  expect(incoming(3, 'other', 'two')).toEqual({ code: 'E_FORK', other: 'sha256:three' })
  // An older number forks, too.
  expect(incoming(2, 'other')).toEqual({ code: 'E_FORK', other: 'sha256:two' })
})
test('ATK-057 a broken link to the version before is shown as a gap', () => {
  expect(incoming(4, 'four', 'two')).toEqual({ code: 'W_CHAIN_GAP' })
  expect(incoming(4, 'four')).toEqual({ code: 'W_CHAIN_GAP' })
  expect(lineageOf({ version: 1, digest: 'sha256:x', previous: 'sha256:y' }, [])).toEqual({ code: 'W_CHAIN_GAP' })
})
