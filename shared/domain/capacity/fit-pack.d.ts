import { z, type Infer } from '../../base/schema.ts';
/** Constants of one class of devices, or of one engine for serving. */
export declare const DecodeConstants: z.ZodMiniObject<{
    efficiency: z.ZodMiniNumber<number>;
    float16: z.ZodMiniNumber<number>;
    layerMicroseconds: z.ZodMiniNumber<number>;
    expertReads: z.ZodMiniNumber<number>;
}, z.core.$strict>;
export type DecodeConstants = Infer<typeof DecodeConstants>;
export declare const PrefillConstants: z.ZodMiniObject<{
    efficiency: z.ZodMiniNumber<number>;
    float16: z.ZodMiniNumber<number>;
    attention: z.ZodMiniNumber<number>;
}, z.core.$strict>;
export type PrefillConstants = Infer<typeof PrefillConstants>;
export declare const ServingConstants: z.ZodMiniObject<{
    weights: z.ZodMiniNumber<number>;
    cache: z.ZodMiniNumber<number>;
    operations: z.ZodMiniNumber<number>;
    layerMicroseconds: z.ZodMiniNumber<number>;
    expertLayerMicroseconds: z.ZodMiniNumber<number>;
    linkMicroseconds: z.ZodMiniNumber<number>;
    link: z.ZodMiniNumber<number>;
    prompt: z.ZodMiniNumber<number>;
    attention: z.ZodMiniNumber<number>;
    sequenceMicroseconds: z.ZodMiniNumber<number>;
}, z.core.$strict>;
export type ServingConstants = Infer<typeof ServingConstants>;
export declare const SharedConstants: z.ZodMiniObject<{
    cache: z.ZodMiniNumber<number>;
    expertLayerMicroseconds: z.ZodMiniNumber<number>;
    linearLayerMicroseconds: z.ZodMiniNumber<number>;
    deviceMicroseconds: z.ZodMiniNumber<number>;
    batchOperations: z.ZodMiniNumber<number>;
    prefillExperts: z.ZodMiniNumber<number>;
    prefillLayerMicroseconds: z.ZodMiniNumber<number>;
    prefillLinear: z.ZodMiniNumber<number>;
}, z.core.$strict>;
export type SharedConstants = Infer<typeof SharedConstants>;
/** How measured speed spreads around the computed one: measured divided by computed, in hundredths of a percent. */
export declare const Spread: z.ZodMiniObject<{
    low: z.ZodMiniInt;
    high: z.ZodMiniInt;
    medianError: z.ZodMiniInt;
    p90Error: z.ZodMiniInt;
    rows: z.ZodMiniInt;
}, z.core.$strict>;
export type Spread = Infer<typeof Spread>;
export declare const Metric: z.ZodMiniEnum<{
    decode: "decode";
    prefill: "prefill";
    serving: "serving";
}>;
export type Metric = Infer<typeof Metric>;
/** What was measured nearest to the case: this model on this device, this device, or devices of its class. */
export declare const Nearness: z.ZodMiniEnum<{
    class: "class";
    device: "device";
    "model-on-device": "model-on-device";
    vendor: "vendor";
}>;
export type Nearness = Infer<typeof Nearness>;
export declare const CapacityFitPack: z.ZodMiniObject<{
    format: z.ZodMiniLiteral<1>;
    title: z.ZodMiniString<string>;
    asOf: z.ZodMiniString<string>;
    notice: z.ZodMiniString<string>;
    pack: z.ZodMiniLiteral<"capacity-fit">;
    fittedOn: z.ZodMiniString<string>;
    rows: z.ZodMiniObject<{
        file: z.ZodMiniString<string>;
        decode: z.ZodMiniInt;
        prefill: z.ZodMiniInt;
        serving: z.ZodMiniInt;
        leftOut: z.ZodMiniInt;
    }, z.core.$strict>;
    sources: z.ZodMiniArray<z.ZodMiniObject<{
        title: z.ZodMiniString<string>;
        locator: z.ZodMiniOptional<z.ZodMiniNullable<z.ZodMiniString<string>>>;
        url: z.ZodMiniOptional<z.ZodMiniNullable<z.ZodMiniString<string>>>;
        date: z.ZodMiniOptional<z.ZodMiniNullable<z.ZodMiniString<string>>>;
        confidence: z.ZodMiniEnum<{
            derived: "derived";
            unverified: "unverified";
            vendor: "vendor";
            verified: "verified";
        }>;
    }, z.core.$strict>>;
    classes: z.ZodMiniArray<z.ZodMiniObject<{
        id: z.ZodMiniString<string>;
        backends: z.ZodMiniArray<z.ZodMiniString<string>>;
        accelerators: z.ZodMiniArray<z.ZodMiniString<string>>;
        decode: z.ZodMiniNullable<z.ZodMiniObject<{
            efficiency: z.ZodMiniNumber<number>;
            float16: z.ZodMiniNumber<number>;
            layerMicroseconds: z.ZodMiniNumber<number>;
            expertReads: z.ZodMiniNumber<number>;
        }, z.core.$strict>>;
        prefill: z.ZodMiniNullable<z.ZodMiniObject<{
            efficiency: z.ZodMiniNumber<number>;
            float16: z.ZodMiniNumber<number>;
            attention: z.ZodMiniNumber<number>;
        }, z.core.$strict>>;
    }, z.core.$strict>>;
    general: z.ZodMiniObject<{
        decode: z.ZodMiniObject<{
            efficiency: z.ZodMiniNumber<number>;
            float16: z.ZodMiniNumber<number>;
            layerMicroseconds: z.ZodMiniNumber<number>;
            expertReads: z.ZodMiniNumber<number>;
        }, z.core.$strict>;
        prefill: z.ZodMiniObject<{
            efficiency: z.ZodMiniNumber<number>;
            float16: z.ZodMiniNumber<number>;
            attention: z.ZodMiniNumber<number>;
        }, z.core.$strict>;
    }, z.core.$strict>;
    shared: z.ZodMiniObject<{
        cache: z.ZodMiniNumber<number>;
        expertLayerMicroseconds: z.ZodMiniNumber<number>;
        linearLayerMicroseconds: z.ZodMiniNumber<number>;
        deviceMicroseconds: z.ZodMiniNumber<number>;
        batchOperations: z.ZodMiniNumber<number>;
        prefillExperts: z.ZodMiniNumber<number>;
        prefillLayerMicroseconds: z.ZodMiniNumber<number>;
        prefillLinear: z.ZodMiniNumber<number>;
    }, z.core.$strict>;
    serving: z.ZodMiniObject<{
        vllm: z.ZodMiniObject<{
            weights: z.ZodMiniNumber<number>;
            cache: z.ZodMiniNumber<number>;
            operations: z.ZodMiniNumber<number>;
            layerMicroseconds: z.ZodMiniNumber<number>;
            expertLayerMicroseconds: z.ZodMiniNumber<number>;
            linkMicroseconds: z.ZodMiniNumber<number>;
            link: z.ZodMiniNumber<number>;
            prompt: z.ZodMiniNumber<number>;
            attention: z.ZodMiniNumber<number>;
            sequenceMicroseconds: z.ZodMiniNumber<number>;
        }, z.core.$strict>;
        sglang: z.ZodMiniObject<{
            weights: z.ZodMiniNumber<number>;
            cache: z.ZodMiniNumber<number>;
            operations: z.ZodMiniNumber<number>;
            layerMicroseconds: z.ZodMiniNumber<number>;
            expertLayerMicroseconds: z.ZodMiniNumber<number>;
            linkMicroseconds: z.ZodMiniNumber<number>;
            link: z.ZodMiniNumber<number>;
            prompt: z.ZodMiniNumber<number>;
            attention: z.ZodMiniNumber<number>;
            sequenceMicroseconds: z.ZodMiniNumber<number>;
        }, z.core.$strict>;
        'tensorrt-llm': z.ZodMiniObject<{
            weights: z.ZodMiniNumber<number>;
            cache: z.ZodMiniNumber<number>;
            operations: z.ZodMiniNumber<number>;
            layerMicroseconds: z.ZodMiniNumber<number>;
            expertLayerMicroseconds: z.ZodMiniNumber<number>;
            linkMicroseconds: z.ZodMiniNumber<number>;
            link: z.ZodMiniNumber<number>;
            prompt: z.ZodMiniNumber<number>;
            attention: z.ZodMiniNumber<number>;
            sequenceMicroseconds: z.ZodMiniNumber<number>;
        }, z.core.$strict>;
    }, z.core.$strict>;
    servingAccelerators: z.ZodMiniArray<z.ZodMiniString<string>>;
    corrections: z.ZodMiniArray<z.ZodMiniObject<{
        metric: z.ZodMiniEnum<{
            decode: "decode";
            prefill: "prefill";
            serving: "serving";
        }>;
        engine: z.ZodMiniString<string>;
        accelerator: z.ZodMiniString<string>;
        model: z.ZodMiniNullable<z.ZodMiniString<string>>;
        factor: z.ZodMiniInt;
        rows: z.ZodMiniInt;
    }, z.core.$strict>>;
    spreads: z.ZodMiniArray<z.ZodMiniObject<{
        metric: z.ZodMiniEnum<{
            decode: "decode";
            prefill: "prefill";
            serving: "serving";
        }>;
        nearness: z.ZodMiniEnum<{
            class: "class";
            device: "device";
            "model-on-device": "model-on-device";
            vendor: "vendor";
        }>;
        group: z.ZodMiniNullable<z.ZodMiniString<string>>;
        spread: z.ZodMiniObject<{
            low: z.ZodMiniInt;
            high: z.ZodMiniInt;
            medianError: z.ZodMiniInt;
            p90Error: z.ZodMiniInt;
            rows: z.ZodMiniInt;
        }, z.core.$strict>;
    }, z.core.$strict>>;
}, z.core.$strict>;
export type CapacityFitPack = Infer<typeof CapacityFitPack>;
