/**
 * Which tensor type llama.cpp gives each tensor of a GGUF quantization. Restates the rules of
 * `llama_tensor_get_type_impl` in src/llama-quant.cpp, commit 007dbbf3.
 */
import type { Architecture, TensorType } from './inputs.ts';
import type { Tensor } from './tensors.ts';
/** What the rules look at besides the tensor. */
export type MixtureContext = {
    readonly architecture: Architecture;
    readonly quantization: string;
    /** Tensor type of the quantization where no rule applies. */
    readonly base: string;
    readonly importanceMatrix: boolean;
    /** How many tensors count as value tensors, and which of them this one is. */
    readonly values: number;
    readonly valueIndex: number;
    readonly types: ReadonlyMap<string, TensorType>;
};
export declare function isValue(tensor: Tensor): boolean;
/** The tensor's type. A row that does not divide into the type's blocks gets its fallback. */
export declare function typeOf(tensor: Tensor, context: MixtureContext): string;
