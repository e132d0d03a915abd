/** Bytes that one sequence keeps while it is being written: keys and values, and states of fixed size. */
import type { Architecture, CacheType, Engine } from './inputs.ts';
/**
 * Bytes for one sequence of `tokens`, or null where the kind of each layer is not known.
 *
 * Full layers hold every token in blocks of `cacheBlock`. Sliding layers hold their window and `windowExtra` more.
 * Latent attention holds one compressed vector per token, whatever the number of heads. Linear and state space layers
 * hold a state of fixed size in 32-bit floats.
 */
export declare function cacheBytes(architecture: Architecture, tokens: number, cache: CacheType, engine: Engine): number | null;
/** Bytes read from the cache to make one token after `tokens`, without padding. */
export declare function cacheRead(architecture: Architecture, tokens: number, cache: CacheType): number | null;
/** Copies of the cache that tensor parallelism over `devices` keeps: heads cannot be split further than one. */
export declare function cacheCopies(architecture: Architecture, devices: number): number;
