/** Every tensor of a language model, from its architecture. Names and roles follow llama.cpp's GGUF. */
import type { Architecture } from './inputs.ts';
/** What a tensor does. Mixture rules go by role. */
export type Role = 'embedding' | 'output' | 'query' | 'key' | 'value' | 'query-key-value' | 'latent-up' | 'attention-output' | 'gate' | 'up' | 'down' | 'other' | 'never-quantized';
/** Where a tensor's bytes are counted. */
export type Group = 'embedding' | 'head' | 'experts' | 'rest';
export type Tensor = {
    readonly role: Role;
    readonly group: Group;
    /** Length of a row, which must divide into blocks. */
    readonly columns: number;
    /** Rows of all experts together. */
    readonly rows: number;
    /** -1 for tensors outside the layers. */
    readonly layer: number;
};
/** All tensors, in the order of the file. Null when the kind of each layer is not known. */
export declare function tensorsOf(architecture: Architecture): readonly Tensor[] | null;
/** Head sizes of a layer: full layers of some models differ from their sliding ones. */
export declare function headsOf(architecture: Architecture, kind: string): {
    readonly keyValueHeads: number;
    readonly dimension: number;
};
