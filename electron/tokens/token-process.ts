/** The process that loads a vendor's module: one question, one answer, and it ends. */
import { parse } from '../../shared/base/schema.ts'
import { TokenAsk, type TokenAnswer } from './ask.ts'
import { answerAsk } from './pkcs11.ts'

process.once('message', (value: unknown) => {
  const ask = parse(TokenAsk, value)
  const answer: TokenAnswer = ask.ok ? answerAsk(ask.value) : { problem: 'failed' }
  process.send?.(answer, undefined, undefined, () => process.exit(0))
})
