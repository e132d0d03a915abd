/**
 * What a document of ours may load. One list, from which the response header, the page's own meta element and the
 * tests are made.
 */
const pageDirectives = [
  ['default-src', "'none'"],
  ['script-src', "'self'"],
  ['style-src', "'self'"],
  ['img-src', "'self'"],
  ['font-src', "'self'"],
  ['connect-src', "'none'"],
  ['base-uri', "'none'"],
  ['form-action', "'none'"],
  ['frame-ancestors', "'none'"],
  ['require-trusted-types-for', "'script'"],
  ['trusted-types', "'none'"],
] as const

/** A document that is only printed brings its style, fonts and pictures along and runs nothing. */
const printDirectives = [
  ['default-src', "'none'"],
  ['style-src', "'unsafe-inline'"],
  ['img-src', 'data:'],
  ['font-src', 'data:'],
  ['base-uri', "'none'"],
  ['form-action', "'none'"],
  ['frame-ancestors', "'none'"],
  ['sandbox', ''],
] as const

const asText = (directives: readonly (readonly [string, string])[]): string =>
  directives.map(([name, sources]) => `${name} ${sources}`.trim()).join('; ')

/** The content security policy of the page, sent with each response. */
export const pagePolicy = asText(pageDirectives)

/** The same list as it stands in `renderer/index.html`. A meta element cannot say `frame-ancestors`. */
export const pageMetaPolicy = asText(pageDirectives.filter(([name]) => name !== 'frame-ancestors'))

/** The content security policy of documents that are printed. */
export const printPolicy = asText(printDirectives)
