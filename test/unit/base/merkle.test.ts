import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  consistencyProof,
  headOf,
  inclusionProof,
  isConsistent,
  isIncluded,
  leafHash,
  rootOf,
} from '../../../shared/base/merkle.ts'

/** The eight entries of the certificate-transparency reference tests, with the roots they publish. */
const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const leaves = entries.map((hex) => leafHash(Buffer.from(hex, 'hex')))

test('roots are those of the reference', () => {
  for (const [index, root] of roots.entries()) expect(rootOf(leaves.slice(0, index + 1))).toBe(root)
  expect(rootOf([])).toBe(createHash('sha256').digest('hex'))
})

test('the inclusion proof of the reference', () => {
  expect(inclusionProof(5, leaves)).toEqual([
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ])
})

describe('all trees up to 40 entries', () => {
  const many = Array.from({ length: 40 }, (_, index) => leafHash(Buffer.from([index])))
  test('each proof holds, and no proof holds for anything else', () => {
    let forged = 0
    for (let size = 1; size <= many.length; size += 1) {
      const tree = many.slice(0, size)
      const head = headOf(tree)
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(index, tree)
        expect(isIncluded(tree[index]!, index, proof, head)).toBe(true)
        for (const other of [index - 1, index + 1, size]) {
          if (isIncluded(tree[index]!, other, proof, head)) forged += 1
        }
        if (isIncluded(tree[index]!, index, [...proof, head.root], head)) forged += 1
        if (proof.length > 0 && isIncluded(tree[index]!, index, proof.slice(1), head)) forged += 1
      }
      for (let earlier = 1; earlier <= size; earlier += 1) {
        const proof = consistencyProof(earlier, tree)
        const before = headOf(tree.slice(0, earlier))
        expect(isConsistent(before, head, proof)).toBe(true)
        if (isConsistent({ ...before, root: leafHash(Buffer.from('x')) }, head, proof)) forged += 1
        if (earlier < size && isConsistent({ ...before, size: earlier + 1 }, head, proof) && earlier + 1 !== size) forged += 1
        if (isConsistent(before, { ...head, root: before.root.replace(/^./, '0') }, proof) && head.root !== before.root) forged += 1
      }
    }
    expect(forged).toBe(0)
  })

  test('hostile input is refused, never thrown', () => {
    const head = headOf(many)
    expect(isIncluded('zz', 0, [], head)).toBe(false)
    expect(isIncluded(many[0]!, -1, [], head)).toBe(false)
    expect(isIncluded(many[0]!, Number.NaN, [], head)).toBe(false)
    expect(isConsistent({ size: 0, root: head.root }, head, [])).toBe(false)
    expect(isConsistent({ size: 41, root: head.root }, head, [])).toBe(false)
    expect(isConsistent({ size: 1.5, root: head.root }, head, [])).toBe(false)
  })
})
