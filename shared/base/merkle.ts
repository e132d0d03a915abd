/**
 * The hash tree of an append-only log (RFC 6962, section 2.1). A log's head is its size and root; an inclusion proof
 * shows that an entry is in it, a consistency proof that a later log only added to an earlier one. Hashes are lower hex.
 */
import { concatBytes } from './bytes.ts'
import { bytesOfHex, sha256Hex } from './digest.ts'

/** What a statement says about the log it was made in. */
export type LogHead = { readonly size: number; readonly root: string }

const hashForm = /^[0-9a-f]{64}$/

/** Hash of an entry. The leading zero byte keeps an entry from ever passing for an inner node. */
export function leafHash(entry: Uint8Array): string {
  return sha256Hex(concatBytes(Uint8Array.of(0), entry))
}

/** Root of the tree over leaf hashes. An empty log has the hash of nothing. */
export function rootOf(leaves: readonly string[]): string {
  const [only] = leaves
  if (only === undefined) return sha256Hex('')
  if (leaves.length === 1) return only
  const split = splitOf(leaves.length)
  return nodeHash(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)))
}

/** Roots of the log at each of some sizes, in one pass. Sizes beyond the log are left out. */
export function rootsAt(leaves: readonly string[], sizes: ReadonlySet<number>): ReadonlyMap<number, string> {
  const roots = new Map<number, string>()
  /** Full subtrees from left to right, each of another power of two. */
  const full: { readonly leaves: number; readonly hash: string }[] = []
  const fold = (): string =>
    full.length === 0 ? sha256Hex('') : full.map(({ hash }) => hash).reduceRight((right, left) => nodeHash(left, right))
  if (sizes.has(0)) roots.set(0, fold())
  for (const [at, leaf] of leaves.entries()) {
    let node = { leaves: 1, hash: leaf }
    for (let left = full.at(-1); left?.leaves === node.leaves; left = full.at(-1)) {
      full.pop()
      node = { leaves: left.leaves * 2, hash: nodeHash(left.hash, node.hash) }
    }
    full.push(node)
    if (sizes.has(at + 1)) roots.set(at + 1, fold())
  }
  return roots
}

export function headOf(leaves: readonly string[]): LogHead {
  return { size: leaves.length, root: rootOf(leaves) }
}

/** Proof that the entry at `index` is in the log, from the leaf upwards. `index` must be below the log's size. */
export function inclusionProof(index: number, leaves: readonly string[]): readonly string[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= leaves.length) throw new Error('no such entry')
  if (leaves.length === 1) return []
  const split = splitOf(leaves.length)
  return index < split
    ? [...inclusionProof(index, leaves.slice(0, split)), rootOf(leaves.slice(split))]
    : [...inclusionProof(index - split, leaves.slice(split)), rootOf(leaves.slice(0, split))]
}

/** Proof that the first `size` entries are the log of that size. */
export function consistencyProof(size: number, leaves: readonly string[]): readonly string[] {
  if (!Number.isSafeInteger(size) || size < 1 || size > leaves.length) throw new Error('no such size')
  return subproof(size, leaves, true)
}

function subproof(size: number, leaves: readonly string[], whole: boolean): readonly string[] {
  if (size === leaves.length) return whole ? [] : [rootOf(leaves)]
  const split = splitOf(leaves.length)
  return size <= split
    ? [...subproof(size, leaves.slice(0, split), whole), rootOf(leaves.slice(split))]
    : [...subproof(size - split, leaves.slice(split), false), rootOf(leaves.slice(0, split))]
}

/** Whether `proof` shows that `leaf` is the entry at `index` of the log with this head. Never throws. */
export function isIncluded(leaf: string, index: number, proof: readonly string[], head: LogHead): boolean {
  if (!areHashes([leaf, head.root, ...proof]) || !isCount(index) || !isCount(head.size) || index >= head.size)
    return false
  let [at, last, hash] = [index, head.size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)]
    } else hash = nodeHash(hash, sibling)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && hash === head.root
}

/** Whether `proof` shows that the log with head `later` only added entries to the log with head `earlier`. Never throws. */
export function isConsistent(earlier: LogHead, later: LogHead, proof: readonly string[]): boolean {
  if (!areHashes([earlier.root, later.root, ...proof]) || !isCount(earlier.size) || !isCount(later.size)) return false
  if (earlier.size === later.size) return proof.length === 0 && earlier.root === later.root
  if (earlier.size === 0 || earlier.size > later.size) return false
  let [at, last] = [earlier.size - 1, later.size - 1]
  while (at % 2 === 1) [at, last] = [half(at), half(last)]
  // A whole subtree is its own first hash, which the proof then leaves out.
  const path = at === 0 ? [earlier.root, ...proof] : proof
  const [first, ...rest] = path
  if (first === undefined) return false
  let [older, newer] = [first, first]
  for (const sibling of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      older = nodeHash(sibling, older)
      newer = nodeHash(sibling, newer)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)]
    } else newer = nodeHash(newer, sibling)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && older === earlier.root && newer === later.root
}

/** Hash of an inner node over its two children. */
function nodeHash(left: string, right: string): string {
  return sha256Hex(concatBytes(Uint8Array.of(1), bytesOf(left), bytesOf(right)))
}

function bytesOf(hash: string): Uint8Array {
  const bytes = bytesOfHex(hash)
  if (bytes === null) throw new Error('not a hash')
  return bytes
}

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

function half(value: number): number {
  return Math.floor(value / 2)
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function areHashes(hashes: readonly string[]): boolean {
  return hashes.every((hash) => hashForm.test(hash))
}
