/**
 * One measured or imagined run, resolved to what the formulas take. The fit and the estimate build it the same way, so
 * that a constant means the same in both.
 */
import type { CacheType, CapacityModel, Device, Engine, Quantization, TensorType } from './inputs.ts';
import { type Parallel } from './work.ts';
import type { PrefillWork, ServingWork, Work } from './speed.ts';
import { type Weights } from './weights.ts';
export type RunMetric = 'decode' | 'prefill' | 'serving';
export type Run = {
    readonly metric: RunMetric;
    readonly model: CapacityModel;
    readonly quantization: Quantization;
    /** Format of the experts where it differs. */
    readonly expertQuantization: Quantization | null;
    /** Size of the real file, when it is known. */
    readonly fileBytes: number | null;
    readonly engine: Engine;
    /** Build of the engine, such as vulkan; empty for the usual one. */
    readonly backend: string;
    readonly device: Device;
    readonly parallel: Parallel;
    /** Sequences at once, per replica. */
    readonly batch: number;
    readonly promptTokens: number;
    readonly answerTokens: number;
    /** Tokens already in the context. */
    readonly depth: number;
    readonly cache: CacheType;
};
export type Prepared = {
    readonly metric: 'decode';
    readonly work: Work;
    readonly bandwidth: number;
    readonly operations: number | null;
} | {
    readonly metric: 'prefill';
    readonly work: PrefillWork;
    readonly bandwidth: number;
    readonly operations: number;
} | {
    readonly metric: 'serving';
    readonly work: ServingWork;
    readonly bandwidth: number;
};
/** Why no speed can be given. */
export type RunProblem = 'architecture-unknown' | 'bandwidth-unknown' | 'compute-unknown' | 'accelerator-unknown' | 'engine-unknown' | 'model-unknown' | 'quantization-unknown' | 'cache-type-unknown' | 'memory-unknown' | 'metric-unknown';
/** Weights of a run, with the experts in their own format and scaled to the real file where its size is known. */
export declare function runWeights(run: Pick<Run, 'model' | 'quantization' | 'expertQuantization' | 'fileBytes'>, types: readonly TensorType[]): Weights | null;
/** The work of a run, or the fact that is missing. */
export declare function prepare(run: Run, types: readonly TensorType[]): Prepared | RunProblem;
