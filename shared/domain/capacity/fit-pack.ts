/**
 * The `capacity-fit` pack: constants of the speed formulas, fitted on measured rows, with what remained unexplained.
 * Made by `scripts/fit-capacity.mjs`; nobody edits it by hand.
 */
import { Day, packHead } from '../../base/pack.ts'
import { z, type Infer } from '../../base/schema.ts'
import { Citation } from '../vocabulary.ts'

const Factor = z.number().check(z.minimum(0))
const Rows = z.int().check(z.minimum(0))

/** Constants of one class of devices, or of one engine for serving. */
export const DecodeConstants = z.strictObject({
  /** Share of the bandwidth that reading weights reaches, in GGUF quantizations. */
  efficiency: Factor,
  /** The same for 16-bit floats, as a factor on top. */
  float16: Factor,
  /** Seconds per layer and token beyond reading, in 10^-6. */
  layerMicroseconds: Factor,
  /** Experts are read this many times less efficiently. */
  expertReads: Factor,
  /** Share of the efficiency that reading the cache reaches. */
  cache: Factor,
})
export type DecodeConstants = Infer<typeof DecodeConstants>

export const PrefillConstants = z.strictObject({
  /** Share of the device's operations that multiplying weights reaches. */
  efficiency: Factor,
  float16: Factor,
  /** Share that attention reaches. */
  attention: Factor,
})
export type PrefillConstants = Infer<typeof PrefillConstants>

export const ServingConstants = z.strictObject({
  weights: Factor,
  cache: Factor,
  /** Share of the device's operations in 16 bits that multiplying reaches. */
  operations: Factor,
  /** The same for 8 and 4 bits, as factors on top: half as many bits do not give all of twice the speed. */
  float8: Factor,
  float4: Factor,
  layerMicroseconds: Factor,
  expertLayerMicroseconds: Factor,
  linkMicroseconds: Factor,
  link: Factor,
  /** Part of a waiting prompt's work that slows the running sequences. */
  prompt: Factor,
  attention: Factor,
  sequenceMicroseconds: Factor,
})
export type ServingConstants = Infer<typeof ServingConstants>

/** Constants of one server's time to the first token: see `firstTokenSeconds` in `speed.ts`. */
export const FirstTokenConstants = z.strictObject({
  /** Share of the device's operations that multiplying a prompt's weights reaches. */
  operations: Factor,
  /** Share that attention over the prompt reaches. */
  attention: Factor,
  /** Taking the request in and handing the token out, in 10^-6 of a second. */
  fixedMicroseconds: Factor,
  /** Part of a prompt that each other request adds to the wait. */
  others: Factor,
  /** Steps of the running sequences that pass before the token is out. */
  steps: Factor,
})
export type FirstTokenConstants = Infer<typeof FirstTokenConstants>

export const SharedConstants = z.strictObject({
  expertLayerMicroseconds: Factor,
  linearLayerMicroseconds: Factor,
  deviceMicroseconds: Factor,
  batchOperations: Factor,
  prefillExperts: Factor,
  prefillLayerMicroseconds: Factor,
  prefillLinear: Factor,
})
export type SharedConstants = Infer<typeof SharedConstants>

/** How measured speed spreads around the computed one: measured divided by computed, in hundredths of a percent. */
export const Spread = z.strictObject({
  low: z.int().check(z.minimum(1)),
  high: z.int().check(z.minimum(1)),
  /** Median of the absolute error, in hundredths of a percent. */
  medianError: Rows,
  /** Nine of ten rows are nearer than this. */
  p90Error: Rows,
  rows: Rows,
})
export type Spread = Infer<typeof Spread>

export const Metric = z.enum(['decode', 'prefill', 'serving', 'first-token'])
export type Metric = Infer<typeof Metric>

/**
 * What was measured nearest to the case: another run on the very machine, this model in this number format on this
 * device, this model, this device, or devices of its class.
 */
export const Nearness = z.enum(['anchor', 'configuration', 'model-on-device', 'device', 'class', 'vendor'])
export type Nearness = Infer<typeof Nearness>

/** Speed measured on the very machine over the computed one, in hundredths of a percent. */
export type Anchor = { readonly metric: Metric; readonly factor: number }

/** Ordinary processors: see `processor.ts`. */
const Processor = z.strictObject({
  /** Share of the measured reading rate that weights reach; may exceed 1, as the measurement is no upper bound. */
  efficiency: Factor,
  /** Share of the maker's bandwidth that reading reaches. */
  theoretical: Factor,
  layerMicroseconds: Factor,
  stepMicroseconds: Factor,
  expertReads: Factor,
  /** Weights unpacked and multiplied for each 32-bit operation that was measured, for tensor types that cores bound. */
  weightsPerOperation: z.array(z.strictObject({ type: z.string(), rate: Factor })),
  /** Operations per second of one core, where they were not measured. */
  operationsPerCore: Factor,
  prompt: z.strictObject({
    /** Operations of the model for each 32-bit operation that was measured, without instructions for matrices. */
    rates: z.array(z.strictObject({ type: z.string(), rate: Factor })),
    /** Of types that were never measured. */
    otherRate: Factor,
    /** Of attention, which works in 16 or 32 bits. */
    attentionRate: Factor,
    /** Experts reach this share: each sees few of the tokens. */
    experts: Factor,
    /** With instructions for matrices dense layers are this many times as fast. */
    matrix: Factor,
    /** Around the speed without such instructions; it holds the machines that have them too. */
    spread: Spread,
    rows: z.strictObject({ prompts: Rows, machines: Rows }),
  }),
  spread: Spread,
  rows: z.strictObject({ file: z.string(), decode: Rows, machines: Rows }),
})

/** Models partly in the computer's own memory: see `offload.ts`. */
const OffloadFit = z.strictObject({
  /** What the processor reads of layers and cache that were left behind. */
  hostBytesPerSecond: Rows,
  /** Largest share of the weights that a measured run left behind. */
  mostHostShare: Factor,
  /** From fits that have not seen the machine. */
  spread: Spread,
  rows: z.strictObject({ decode: Rows, machines: Rows }),
})

/** What rows must have in common, and in what they should be near, to speak for one another. */
export const Feature = z.enum(['device', 'group', 'engine', 'model', 'quantization', 'parallel'])
export type Feature = Infer<typeof Feature>
export const NearFeature = z.enum(['depth', 'batch', 'prompt'])
export type NearFeature = Infer<typeof NearFeature>

/** Kriging of what the formulas leave unexplained. Variances and residuals are of natural logarithms of time. */
export const Residuals = z.strictObject({
  metric: Metric,
  components: z.array(z.strictObject({ same: z.array(Feature), near: z.array(NearFeature), variance: Factor })),
  /** Variance of one measurement around what can be known. */
  noise: Factor,
  rows: z.array(
    z.strictObject({
      /** Row of the measurements. */
      id: z.string(),
      same: z.strictObject({
        device: z.string(),
        group: z.string(),
        engine: z.string(),
        model: z.string(),
        quantization: z.string(),
        parallel: z.string(),
      }),
      near: z.strictObject({ depth: Factor, batch: Factor, prompt: Factor }),
      /** Logarithm of computed over measured time, within 0.7 so that odd rows do not steer. */
      residual: z.number(),
      weight: z.number(),
    }),
  ),
})
export type Residuals = Infer<typeof Residuals>

/** What depends on how a device's memory is built, and what on its maker's software. */
const GeneralMemory = z.strictObject({
  decode: z.strictObject({ efficiency: Factor, float16: Factor, cache: Factor }),
  prefill: PrefillConstants,
})
const GeneralSoftware = z.strictObject({ layerMicroseconds: Factor, expertReads: Factor })

export const CapacityFitPack = z.strictObject({
  ...packHead,
  pack: z.literal('capacity-fit'),
  fittedOn: Day,
  /** File the rows come from and how many were used. */
  rows: z.strictObject({ file: z.string(), decode: Rows, prefill: Rows, serving: Rows, firstToken: Rows, leftOut: Rows }),
  sources: z.array(Citation),
  /** Devices whose measured speeds follow the same constants. `backends` names the engine builds, empty for all. */
  classes: z.array(
    z.strictObject({
      id: z.string(),
      backends: z.array(z.string()),
      accelerators: z.array(z.string()),
      decode: z.nullable(DecodeConstants),
      prefill: z.nullable(PrefillConstants),
    }),
  ),
  /**
   * Constants for devices of which only the vendor's figures are known: by kind of memory, which is stacked on the chip
   * (listed), the computer's own, or a card's; and by maker, or those of all makers for another one.
   */
  general: z.strictObject({
    stacked: GeneralMemory,
    unified: GeneralMemory,
    card: GeneralMemory,
    makers: z.array(z.strictObject({ maker: z.string(), accelerators: z.array(z.string()), decode: GeneralSoftware })),
    others: GeneralSoftware,
  }),
  /** Devices with memory stacked beside the chip. */
  stacked: z.array(z.string()),
  shared: SharedConstants,
  processor: Processor,
  offload: OffloadFit,
  serving: z.strictObject({ vllm: ServingConstants, sglang: ServingConstants, 'tensorrt-llm': ServingConstants }),
  firstToken: z.strictObject({
    vllm: FirstTokenConstants,
    sglang: FirstTokenConstants,
    'tensorrt-llm': FirstTokenConstants,
  }),
  /** Bytes per second of the slowest device that serving was measured on. */
  servingBandwidth: Rows,
  residuals: z.array(Residuals),
  /**
   * Spreads by metric and nearness; `group` is a class of devices or the engine that serves, null over all; `engine` is
   * null over all, else one whose rows spread otherwise. From rows left out of the fit.
   */
  spreads: z.array(
    z.strictObject({
      metric: Metric,
      nearness: Nearness,
      group: z.nullable(z.string()),
      engine: z.nullable(z.string()),
      spread: Spread,
    }),
  ),
})
export type CapacityFitPack = Infer<typeof CapacityFitPack>
