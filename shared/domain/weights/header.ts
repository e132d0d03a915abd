/** What the header of a file of weights says about the model inside, in one form for every format. */
import { z, type Infer } from '../../base/schema.ts'

const Count = z.int().check(z.minimum(0))
/** Text out of a file that somebody else wrote: short, on one line. */
const Text = z.string().check(z.minLength(1), z.maxLength(300))

/** A license as the files name it, and where that was read. Not a verdict: the catalog's license is what counts. */
export const StatedLicense = z.strictObject({
  /** Identifier, such as `apache-2.0` or `other`. */
  id: z.nullable(Text),
  name: z.nullable(Text),
  link: z.nullable(Text),
  origin: z.enum(['gguf', 'safetensors', 'model-card']),
})
export type StatedLicense = Infer<typeof StatedLicense>

/** Tensors of one type and the numbers in them. */
export const TensorTypeCount = z.strictObject({ type: z.string().check(z.maxLength(40)), tensors: Count, elements: Count })

/** One set of weights: a file, or the parts it was split into. Null is what the files do not say. */
export const HeaderFacts = z.strictObject({
  format: z.enum(['gguf', 'safetensors']),
  files: z.array(z.string().check(z.maxLength(1024))).check(z.minLength(1), z.maxLength(2000)),
  name: z.nullable(Text),
  /** As the format names it: GGUF `general.architecture`, or `model_type` of the configuration beside the weights. */
  architecture: z.nullable(Text),
  /** False for a part that goes with a model, such as the reader of images. */
  languageModel: z.boolean(),
  layers: z.nullable(Count),
  hidden: z.nullable(Count),
  vocabulary: z.nullable(Count),
  /** Tokens of prompt and answer together. */
  context: z.nullable(Count),
  tensors: Count,
  /** Null where packed types hide how many numbers a tensor has. */
  parameters: z.nullable(Count),
  quantization: z.nullable(Text),
  types: z.array(TensorTypeCount).check(z.maxLength(64)),
  license: z.nullable(StatedLicense),
})
export type HeaderFacts = Infer<typeof HeaderFacts>
