/** Binds the contract: the right frame asks, the input fits, the handler runs, the output fits. Nothing else crosses. */
import type { IpcMain } from 'electron'
import { fail, type Result } from '../../shared/base/result.ts'
import { parse } from '../../shared/base/schema.ts'
import { calls, channels, Fault, type Channel, type Handlers, type Output } from '../../shared/contract.ts'
import { pageOrigin } from './protocol.ts'

/** The part of Electron's frame that says who asks. */
export type Sender = { readonly origin: string; readonly parent: unknown }

/** Writes one line: a code and where, never data. */
export type Log = (line: string) => void

/** Electron gives no frame for a document that has navigated away, and throws for one that is gone. */
export function isPage(frameOf: () => Sender | null): boolean {
  try {
    const frame = frameOf()
    return frame !== null && frame.parent === null && frame.origin === pageOrigin
  } catch {
    return false
  }
}

/** Runs one call. Always answers; a bug in a handler is the fault `internal`, without a word of the error. */
export async function answerCall<C extends Channel>(
  channel: C,
  value: unknown,
  handlers: Handlers,
  log: Log,
): Promise<Result<Output<C>, Fault>> {
  const broken = (what: string): Result<Output<C>, Fault> => {
    log(`internal ${channel} ${what}`)
    return fail({ code: 'internal', detail: '' })
  }
  const input = parse(calls[channel].input, value)
  if (!input.ok) return fail({ code: 'bad-input', detail: `${input.problem.path} ${input.problem.reason}` })
  try {
    const outcome = await handlers[channel](input.value)
    if (!outcome.ok) {
      const fault = parse(Fault, outcome.problem)
      return fault.ok ? fail(fault.value) : broken(`fault: ${fault.problem.path}`)
    }
    const output = parse(calls[channel].output, outcome.value)
    return output.ok ? output : broken(`output: ${output.problem.path} ${output.problem.reason}`)
  } catch (error) {
    return broken(error instanceof Error ? error.name : 'thrown')
  }
}

/** Registers every channel of the contract, and no other. Electron itself refuses what is not registered. */
export function bindContract(ipcMain: Pick<IpcMain, 'handle'>, handlers: Handlers, log: Log): void {
  for (const channel of channels) {
    ipcMain.handle(`homeport:${channel}`, async (event, value: unknown) => {
      if (isPage(() => event.senderFrame)) return answerCall(channel, value, handlers, log)
      log(`refused-sender ${channel}`)
      return fail({ code: 'refused-sender', detail: '' } as const)
    })
  }
}
