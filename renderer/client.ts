/** The contract as the page calls it. Answers are parsed again: a bad one is a fault, never rendered. */
import { fail, type Result } from '../shared/base/result.ts'
import { parse, z } from '../shared/base/schema.ts'
import { calls, channels, Fault, type Channel, type Client, type Input, type Output } from '../shared/contract.ts'

/** What the preload script gives the page. Rejects when main does not know the channel. */
export type Invoke = (channel: Channel, value: unknown) => Promise<unknown>

declare global {
  interface Window {
    readonly homeport: { readonly invoke: Invoke }
  }
}

const Answer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), problem: Fault }),
])

/** One call. Never rejects. */
export async function call<C extends Channel>(
  invoke: Invoke,
  channel: C,
  input: Input<C>,
): Promise<Result<Output<C>, Fault>> {
  const answer = parse(Answer, await invoke(channel, input).catch(() => null))
  if (!answer.ok) return fail({ code: 'internal', detail: channel })
  if (!answer.value.ok) return answer.value
  const output = parse(calls[channel].output, answer.value.value)
  return output.ok ? output : fail({ code: 'internal', detail: `${channel} ${output.problem.path}` })
}

/** A client over `window.homeport.invoke`. */
export function makeClient(invoke: Invoke): Client {
  const client = Object.fromEntries(
    channels.map((channel) => [channel, (input: Input<typeof channel>) => call(invoke, channel, input)]),
  )
  if (!isClient(client)) throw new Error('the contract has a channel without a call')
  return client
}

const isClient = (client: object): client is Client => channels.every((channel) => Object.hasOwn(client, channel))
