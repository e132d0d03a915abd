import type { Architecture, CacheType, Device } from './inputs.ts';
import { type PrefillWork, type ServingWork, type Work } from './speed.ts';
import { type Weights } from './weights.ts';
/** Bytes and numbers of a model in the formats it is served in. */
export type ServedModel = {
    readonly architecture: Architecture;
    readonly weights: Weights;
    readonly cache: CacheType;
    /** True when the weights are 16-bit floats. */
    readonly float16: boolean;
};
/** Work of one decode step for `batch` sequences that hold `depth` tokens each. Null where layers are not known. */
export declare function decodeWork(model: ServedModel, batch: number, depth: number): Work | null;
/** Work of reading a prompt of `tokens` after `depth`, `stepTokens` at a time. */
export declare function prefillWork(model: ServedModel, tokens: number, depth: number, stepTokens: number): PrefillWork | null;
/** How a model is cut for serving. Attention over `tensor` devices, experts over all `devices`, `replicas` of attention. */
export type Parallel = {
    readonly devices: number;
    readonly tensor: number;
    readonly replicas: number;
};
/** Rates in operations per second of the formats that dense layers and experts are computed in. */
export type Rates = {
    readonly dense: number;
    readonly experts: number;
    readonly float16: number;
};
/** Bits per weight decide the rate: the narrowest format that the device computes in and that is wide enough. */
export declare function rateFor(bitsPerWeight: number, device: Device): number | null;
/** Work of one serving step for `batch` sequences per replica with prompts and answers of the given lengths. */
export declare function servingWork(model: ServedModel, parallel: Parallel, rates: Rates, link: number | null, load: {
    readonly batch: number;
    readonly depth: number;
    readonly promptTokens: number;
    readonly answerTokens: number;
}): ServingWork | null;
