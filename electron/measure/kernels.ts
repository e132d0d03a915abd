/**
 * The kernels of the measurement, assembled by hand: a WebAssembly module with vectors of 128 bits. Written as bytes so
 * that no compiler is needed and a reader can check each instruction against the specification.
 */

const i32 = 0x7f
const v128 = 0x7b
const functionType = 0x60
const end = 0x0b
const vector = 0xfd

/** Rows of a loop that do not wait for each other: enough to keep two arithmetic units busy, within 16 registers. */
const chains = 12
const loads = 8

/** Operations of one turn of the loops: 4 lanes of 32 bits, or 16 of 8 bits, each a multiplication and an addition. */
export const float32PerTurn = chains * 4 * 2
export const integer8PerTurn = chains * 16 * 2
/** Bytes one turn of the reading loop reads. The size of a buffer is a multiple of it. */
export const bytesPerTurn = loads * 16

/**
 * Bytes of the module. Its memory holds `bytes`; its functions are `fill`, `read`, `float32` and, if asked for,
 * `integer8`, whose instruction came later than the others and is not in every runtime.
 */
export function kernelModule(bytes: number, withInteger8: boolean): Uint8Array<ArrayBuffer> {
  const pages = Math.ceil(bytes / 65_536)
  const functions = [
    { name: 'fill', type: 0, body: fillBody() },
    { name: 'read', type: 1, body: readBody() },
    { name: 'float32', type: 2, body: float32Body() },
    ...(withInteger8 ? [{ name: 'integer8', type: 2, body: integer8Body() }] : []),
  ]
  return Uint8Array.from([
    0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00,
    // Types: (i32) -> (), (i32, i32) -> i32, (i32) -> i32.
    ...section(1, list([[functionType, 1, i32, 0], [functionType, 2, i32, i32, 1, i32], [functionType, 1, i32, 1, i32]])),
    ...section(3, list(functions.map(({ type }) => [type]))),
    ...section(5, list([[0x01, ...unsigned(pages), ...unsigned(pages)]])),
    ...section(7, list(functions.map(({ name }, index) => [...text(name), 0x00, index]))),
    ...section(10, list(functions.map(({ body }) => [...unsigned(body.length), ...body]))),
  ])
}

/** Writes every byte once: memory that was never written is one page of zeros that the cache holds. */
function fillBody(): number[] {
  return [0, 0x41, 0, 0x41, 1, ...get(0), 0xfc, 0x0b, 0x00, end]
}

/** Reads from the first argument to the second, and gives a value that depends on every byte. */
function readBody(): number[] {
  const sum = (chain: number): number => 2 + chain
  return [
    ...locals(loads),
    0x03, 0x40,
    ...rows(loads, (chain) => [...get(sum(chain)), ...get(0), vector, 0x00, 4, ...unsigned(chain * 16), vector, 0x51, ...set(sum(chain))]),
    ...get(0), 0x41, ...signed(bytesPerTurn), 0x6a, 0x22, 0, ...get(1), 0x49, 0x0d, 0,
    end,
    ...folded(loads, sum, [vector, 0x6e]),
    end,
  ]
}

/** `sum = sum × 0.999 + 0.001` in every lane: it goes towards 1, so that no lane ever overflows or becomes tiny. */
function float32Body(): number[] {
  const sum = (chain: number): number => 1 + chain
  const lanes = (value: number): number[] => [vector, 0x0c, ...Array.from({ length: 4 }, () => floatBytes(value)).flat()]
  return [
    ...locals(chains),
    0x03, 0x40,
    ...rows(chains, (chain) => [
      ...get(sum(chain)), ...lanes(0.999), vector, 0xe6, 0x01, ...lanes(0.001), vector, 0xe4, 0x01, ...set(sum(chain)),
    ]),
    ...countDown(),
    end,
    ...folded(chains, sum, [vector, 0xe4, 0x01]),
    end,
  ]
}

/** `sum = sum + dot(bytes, bytes)`: four products of bytes are added to each lane of 32 bits. */
function integer8Body(): number[] {
  const sum = (chain: number): number => 1 + chain
  const bytes = (value: number): number[] => [vector, 0x0c, ...Array.from({ length: 16 }, () => value)]
  return [
    ...locals(chains),
    0x03, 0x40,
    ...rows(chains, (chain) => [...bytes(3), ...bytes(5), ...get(sum(chain)), vector, 0x93, 0x02, ...set(sum(chain))]),
    ...countDown(),
    end,
    ...folded(chains, sum, [vector, 0xae, 0x01]),
    end,
  ]
}

/** Local variables that are vectors, after the arguments. */
function locals(count: number): number[] {
  return [1, count, v128]
}

/** The first argument less one; again while it is not zero. */
function countDown(): number[] {
  return [...get(0), 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0]
}

/** All vectors combined into one, and of that the first lane of 32 bits. */
function folded(count: number, local: (chain: number) => number, combine: readonly number[]): number[] {
  return [...rows(count, (chain) => [...get(local(chain)), ...(chain === 0 ? [] : combine)]), vector, 0x1b, 0]
}

function rows(count: number, row: (chain: number) => readonly number[]): number[] {
  return Array.from({ length: count }, (_, chain) => row(chain)).flat()
}

function get(local: number): number[] {
  return [0x20, local]
}

function set(local: number): number[] {
  return [0x21, local]
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content]
}

function list(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()]
}

function text(name: string): number[] {
  return [...unsigned(name.length), ...Array.from(name, (letter) => letter.charCodeAt(0))]
}

function floatBytes(value: number): number[] {
  return [...new Uint8Array(Float32Array.of(value).buffer)]
}

/** LEB128: seven bits in each byte, the eighth says that more follow. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...unsigned(Math.floor(value / 128))]
}

/** The same for values whose sign is the last byte's sixth bit. */
function signed(value: number): number[] {
  return value < 64 ? [value] : [(value % 128) + 128, ...signed(Math.floor(value / 128))]
}
