/** `license text FILE`: whether a license text is one that is known, byte for byte or but for white space. */
import { knownTexts, matchText, type TextMatch } from '../../shared/domain/license/text.ts'
import type { LicensePack } from '../../shared/domain/license-pack.ts'
import { digestsOfFile, type TextProblem } from '../license-text.ts'
import { UsageError, type CommandOutcome } from './command.ts'

const problems: Readonly<Record<TextProblem, string>> = {
  empty: 'is empty',
  'too-large': 'is larger than 1 MiB; license texts are shorter',
  'not-text': 'is not UTF-8 text',
  unreadable: 'cannot be read; check the path',
}

const said: Readonly<Record<TextMatch, string>> = {
  exact: 'the known text, byte for byte',
  'white-space': 'the known text but for white space',
  'copyright-line': 'the known text but for white space and the copyright line',
  different: 'none of the known texts',
  'none-known': 'no text is known to compare with',
}

/**
 * Compares with the texts of one license, or of all. Exit code 1 where it is none of them: then nobody can say that the
 * verdicts of the reference data are about this text.
 */
export async function compareTextFile(
  pack: LicensePack,
  file: string | null,
  licenseId: string | null,
): Promise<CommandOutcome> {
  if (file === null) throw new UsageError('give the file: license text FILE [--license ID]')
  if (licenseId !== null && !pack.licenses.some(({ id }) => id === licenseId))
    throw new UsageError(`there is no license "${licenseId}"; the licenses pack lists ${String(pack.licenses.length)}`)
  const read = await digestsOfFile(file)
  if (!read.ok) throw new UsageError(`${file} ${problems[read.problem]}`)
  const compared = pack.licenses
    .filter(({ id }) => licenseId === null || id === licenseId)
    .map(({ id }) => {
      const { match, document } = matchText(read.value, knownTexts(pack, id))
      return { license: id, match, document: document?.document ?? null, readAt: document?.readAt ?? null }
    })
  const found = compared.filter(({ match }) => match !== 'different' && match !== 'none-known')
  const matches = licenseId === null ? found : compared
  return {
    exitCode: found.length > 0 ? 0 : 1,
    json: { file, ...read.value, matches },
    text: [
      `sha256 ${read.value.sha256}`,
      ...(matches.length === 0 ? [`  ${said.different}`] : matches.map(
            ({ license, match, document }) => `  ${license}${document === null ? '' : `, ${document}`}: ${said[match]}`,
          )),
    ].join('\n'),
  }
}
