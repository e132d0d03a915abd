/**
 * Speed from first principles: bytes to read over bandwidth, operations over compute, and fixed costs per layer, with
 * constants fitted on measurements. Only + - * / and square root, so that every machine gets the same figures.
 */
import type { DecodeConstants, PrefillConstants, ServingConstants, SharedConstants } from './fit-pack.ts';
import type { Architecture } from './inputs.ts';
/** What one step has to move and compute. Independent of every fitted constant. */
export type Work = {
    /** Bytes of weights read in each step whatever happens. */
    readonly alwaysBytes: number;
    /** Bytes of experts that the batch touches. */
    readonly expertBytes: number;
    /** Bytes of cache read for the whole batch. */
    readonly cacheBytes: number;
    readonly layers: number;
    readonly sparse: boolean;
    /** Has layers with linear attention or state space. */
    readonly linear: boolean;
    readonly float16: boolean;
    readonly batch: number;
    /** Operations of the weights for one token. */
    readonly operations: number;
    readonly headOperations: number;
};
/** Seconds of one decode step for the whole batch, devices working one after the other. */
export declare function decodeSeconds(work: Work, bandwidth: number, operationsPerSecond: number | null, devices: number, own: DecodeConstants, shared: SharedConstants): number;
export type PrefillWork = {
    readonly tokens: number;
    /** Operations of the weights for one token, without the output head. */
    readonly operations: number;
    /** Operations of attention for the whole prompt. */
    readonly attentionOperations: number;
    /** Bytes of weights one step touches. */
    readonly stepBytes: number;
    /** Steps the prompt is cut into. */
    readonly steps: number;
    readonly layers: number;
    readonly sparse: boolean;
    readonly linear: boolean;
    readonly float16: boolean;
};
/** Seconds to read a prompt. Several devices overlap the steps, with a gain that grows with the root of their number. */
export declare function prefillSeconds(work: PrefillWork, bandwidth: number, operationsPerSecond: number, devices: number, own: PrefillConstants, shared: SharedConstants): number;
export type ServingWork = {
    /** Bytes of weights that one device reads in each step. */
    readonly weightBytes: number;
    /** Bytes of cache that one device reads in each step. */
    readonly cacheBytes: number;
    /** Operations of one device for one token, over the device's rate in the format: seconds. */
    readonly tokenSeconds: number;
    /** Sequences that are written at the same time on one device group. */
    readonly batch: number;
    /** Prompt tokens per answer token. */
    readonly promptShare: number;
    /** Seconds of attention for one prompt token at the device's 16-bit rate. */
    readonly promptAttentionSeconds: number;
    readonly layers: number;
    readonly sparse: boolean;
    readonly hidden: number;
    readonly devices: number;
    /** Bytes per second between devices in one direction. */
    readonly link: number;
};
/** Seconds per output token while `batch` sequences are served and new prompts keep coming. */
export declare function servingSeconds(work: ServingWork, bandwidth: number, own: ServingConstants): number;
/** Share of the experts that `batch` tokens touch, when each token picks its own at random. */
export declare function expertShare(experts: {
    readonly count: number;
    readonly perToken: number;
}, batch: number): number;
/** base to a whole exponent by squaring: products only, so the same everywhere. */
export declare function wholePower(base: number, exponent: number): number;
/** Operations of attention for `tokens` new tokens after `depth`: four per head, dimension and pair. */
export declare function attentionOperations(architecture: Architecture, tokens: number, depth: number): number;
