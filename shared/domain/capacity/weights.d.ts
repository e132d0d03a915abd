/** Bytes of a model's weights, tensor by tensor where the architecture is known. */
import type { Architecture, CapacityModel, Quantization, TensorType } from './inputs.ts';
import { type Group } from './tensors.ts';
/**
 * Where the bytes come from: every tensor counted, the exact size of a published file, or the maker's parameter count
 * times the bits of one number.
 */
export type WeightBasis = 'tensors' | 'published-file' | 'published-parameters';
export type Weights = {
    readonly basis: WeightBasis;
    /** Bytes of all tensors. */
    readonly total: number;
    /** Bytes by use: looked up, read once per token, read as far as experts are chosen, read always. */
    readonly embedding: number;
    readonly head: number;
    readonly experts: number;
    readonly rest: number;
};
/** How many numbers a model has in each group. */
export type Parameters = {
    readonly [Name in Group]: number;
};
/** A version of the quantized file as the catalog knows it. */
export type WeightsProblem = 'architecture-unknown' | 'quantization-unknown';
/**
 * Bytes of the tensors, or null where the architecture is not known to the last layer. GGUF files of models whose
 * experts were trained in MXFP4 keep them so, whatever the file is called.
 */
export declare function tensorBytes(model: CapacityModel, quantization: Quantization, types: readonly TensorType[], importanceMatrix?: boolean): Weights | null;
/**
 * Bytes of the weights by the best means there is: tensors; else an exact published size; else, for formats without
 * mixtures, the published parameter count.
 */
export declare function weightsOf(model: CapacityModel, quantization: Quantization, types: readonly TensorType[], importanceMatrix?: boolean): Weights | null;
/** The exact size of a published file of this model, made by the standard rules, or null. */
export declare function publishedBytes(model: CapacityModel, quantization: string, format: string, importanceMatrix: boolean | null): number | null;
/**
 * Size of a GGUF file in bytes: tensors and the header, whose vocabulary takes about 34 bytes per token. Measured on
 * published files the header rule is right to 0.04 % of the file.
 */
export declare function ggufFileBytes(model: CapacityModel, weights: Weights): number;
/** Numbers in each group of tensors. */
export declare function parametersOf(architecture: Architecture): Parameters | null;
/** Scales every part so that the total is the size of the real file. */
export declare function scaledTo(weights: Weights, total: number): Weights;
