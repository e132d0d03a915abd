/** The `engines` pack: inference engines and what each takes from a device's memory. */
import { packHead } from '../base/pack.ts'
import { z, type Infer } from '../base/schema.ts'
import { Citation } from './vocabulary.ts'

const Count = z.int().check(z.minimum(0))
/** Hundredths of a percent. */
const Share = z.int().check(z.minimum(1), z.maximum(10_000))

export const Engine = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9.-]*$/)),
  name: z.string(),
  /** Engines of one family share measured constants. */
  family: z.enum(['llama.cpp', 'vllm', 'sglang', 'tensorrt-llm']),
  aliases: z.array(z.string()),
  formats: z.array(z.enum(['gguf', 'safetensors'])),
  cacheTypes: z.array(z.string()),
  /** Layers: devices work one after the other. Tensor: each device holds a part of every layer. */
  split: z.enum(['layers', 'tensor']),
  memory: z.strictObject({
    /** Share of a device's memory that the engine uses by default. */
    usableShare: Share,
    /** Bytes per device that it leaves alone. */
    reservedPerDevice: Count,
    /** Tokens worked on in one step while it reads a prompt. */
    batchTokens: Count,
    /** Caches are made of blocks of this many tokens. */
    cacheBlock: z.int().check(z.minimum(1)),
    /** Tokens that a sliding window's cache holds beyond the window. */
    windowExtra: Count,
    /** Bytes per device for the driver's context and the engine itself. */
    runtimePerDevice: Count,
    /** Bytes per device for talking to the others, when there is more than one. */
    linkPerDevice: Count,
  }),
  sources: z.array(Citation),
})
export type Engine = Infer<typeof Engine>

/** Share of a computer's memory that a device working in it may take. */
export const SharedMemory = z.strictObject({
  id: z.string(),
  vendor: z.nullable(z.string()),
  kind: z.enum(['soc', 'cpu']),
  share: Share,
  sources: z.array(Citation),
})
export type SharedMemory = Infer<typeof SharedMemory>

export const EnginePack = z.strictObject({
  ...packHead,
  pack: z.literal('engines'),
  engines: z
    .array(Engine)
    .check(z.refine((list) => new Set(list.map((entry) => entry.id)).size === list.length, 'holds an id twice')),
  sharedMemory: z.array(SharedMemory),
})
export type EnginePack = Infer<typeof EnginePack>

/** The engine by its id or one of its other names. A version after a space is ignored. */
export function engineByName(pack: EnginePack, name: string): Engine | null {
  const stem = (name.split(' ')[0] ?? '').toLowerCase()
  return pack.engines.find((engine) => engine.id === stem || engine.aliases.includes(stem)) ?? null
}
