/** The process that loads a vendor's module: one question, one answer, and it ends. */
import { parse } from '../../shared/base/schema.ts'
import { TokenAsk, type TokenAnswer } from './ask.ts'
import { answerAsk } from './pkcs11.ts'

/** The line to Electron's main process, in a utility process of Electron. */
type ParentPort = { readonly once: (name: 'message', take: (event: { readonly data: unknown }) => void) => void; readonly postMessage: (value: unknown) => void }

function isParentPort(value: unknown): value is ParentPort {
  return typeof value === 'object' && value !== null && 'once' in value && 'postMessage' in value
}

function answerTo(value: unknown): TokenAnswer {
  const ask = parse(TokenAsk, value)
  return ask.ok ? answerAsk(ask.value) : { problem: 'failed' }
}

const parent: unknown = 'parentPort' in process ? process.parentPort : null
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- our own process, no window
if (isParentPort(parent)) parent.once('message', ({ data }) => parent.postMessage(answerTo(data)))
else process.once('message', (value: unknown) => process.send?.(answerTo(value), undefined, undefined, () => process.exit(0)))
