/** What stands on printed pages, read by poppler. */
import { execFileSync } from 'node:child_process'
import { findCommand } from '../../scripts/setup/tools.mjs'

/** The words of a PDF in reading order, with one space between them. */
export function textOnPaper(pdf: Uint8Array): string {
  const program = findCommand('pdftotext')
  if (program === undefined) throw new Error('pdftotext is missing; npm test installs it with the tools of the packet tests')
  return execFileSync(program, ['-', '-'], { input: pdf, encoding: 'utf8' }).replaceAll(/\s+/g, ' ')
}
