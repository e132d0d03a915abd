import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { pageMetaPolicy, pagePolicy, printPolicy } from '../../electron/shell/policy.ts'

const html = readFileSync('renderer/index.html', 'utf8')

describe('content security policy', () => {
  test('is the list of the design', () => {
    expect(pagePolicy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'none'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    )
  })

  test('stands in the page too, without the one directive that a meta element cannot say', () => {
    const content = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1]
    expect(content).toBe(pageMetaPolicy)
    expect(pagePolicy.split('; ').filter((part) => !pageMetaPolicy.split('; ').includes(part))).toEqual([
      "frame-ancestors 'none'",
    ])
  })

  test('comes before anything that the page loads', () => {
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.search(/<(link|script|style|img|title)/))
  })

  test('is not provoked by the page itself: nothing inline', () => {
    expect(html).not.toMatch(/<style/i)
    expect(html).not.toMatch(/\sstyle=/i)
    expect(html).not.toMatch(/\son[a-z]+=/i)
    for (const [, attributes, content] of html.matchAll(/<script([^>]*)>([^]*?)<\/script>/gi)) {
      expect(attributes).toContain('src=')
      expect(content?.trim()).toBe('')
    }
  })

  test('lets a printed document run nothing and load nothing from elsewhere', () => {
    expect(printPolicy).toContain("default-src 'none'")
    expect(printPolicy).toContain('sandbox')
    expect(printPolicy).not.toMatch(/script-src|https?:|'self'|\*/)
  })
})
