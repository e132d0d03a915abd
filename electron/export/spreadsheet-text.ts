/** Text in tables that a spreadsheet opens: it must never become a formula. */

/**
 * What spreadsheets begin a formula with, the full-width forms of some input methods included, also behind spaces and
 * characters that cannot be seen: some programs leave those out.
 */
export function looksLikeFormula(text: string): boolean {
  return /^(?:[\t\r\n]|(?:\s|\p{Default_Ignorable_Code_Point})*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/u.test(text)
}

/** A cell of a table in RFC 4180 that no spreadsheet takes for a formula, quoted where it must be. */
export function csvCell(text: string): string {
  const safe = looksLikeFormula(text) ? `'${text}` : text
  return safe !== text || /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
