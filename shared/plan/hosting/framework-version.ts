/** Which editions of the EU Cloud Sovereignty Framework the pack holds, in words of the reader's language. */
import type { SovereigntyPack } from '../../domain/jurisdiction/sovereignty-pack.ts'
import { message, type Message } from '../../domain/vocabulary.ts'

type Framework = Pick<SovereigntyPack['csf'], 'version' | 'editions'>

/** Data of before hold the version as one English text. */
export function frameworkVersion({ version, editions }: Framework): Message {
  if (editions === undefined) return message('hostingScreen.frameworkVersionPlain', { version })
  const { number, issued, guidance } = editions
  return message('hostingScreen.frameworkVersion', { number, issued: { day: issued }, guidance: { day: guidance } })
}
