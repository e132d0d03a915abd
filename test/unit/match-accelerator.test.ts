/** Which entry of the catalog a device is, by the names that drivers, the PCI list, Kubernetes and management processors give. */
import { describe, expect, test } from 'vitest'
import { known } from '../../shared/domain/machine.ts'
import { blankDevice } from '../../shared/domain/machine/blank.ts'
import { matchAccelerator } from '../../shared/plan/hardware/target.ts'
import { knowledge } from '../support/knowledge.ts'

/** @param memory Mebibytes as the driver reports them. */
function match(name: string, memory: number | null): string | null {
  const blank = blankDevice('a.json')
  const device = { ...blank, name: known(name, 'a.json'), memory: memory === null ? blank.memory : known(memory * 1_048_576, 'a.json') }
  return matchAccelerator(device, knowledge.accelerators.accelerators)?.id ?? null
}

describe('a device is found', () => {
  test.each([
    ['NVIDIA H100 80GB HBM3', 81_559, 'h100-sxm'],
    ['NVIDIA H100 PCIe', 81_559, 'h100-pcie'],
    ['NVIDIA H200', 143_771, 'h200-sxm'],
    ['NVIDIA H200 NVL', 143_771, 'h200-nvl'],
    ['NVIDIA B200', 183_359, 'b200-sxm'],
    ['NVIDIA A100-SXM4-80GB', 81_920, 'a100-sxm-80'],
    ['NVIDIA A100 80GB PCIe', 81_920, 'a100-pcie-80'],
    ['NVIDIA A100-PCIE-40GB', 40_960, 'a100-pcie-40'],
    ['Tesla V100-SXM2-32GB', 32_768, 'v100-sxm-32'],
    ['NVIDIA L40S', 46_068, 'l40s'],
    ['NVIDIA L40', 46_068, 'l40'],
    ['NVIDIA L4', 23_034, 'l4'],
    ['Tesla T4', 15_360, 't4'],
    ['NVIDIA GH200 480GB', 97_871, 'gh200-96'],
    ['NVIDIA GB10', null, 'gb10'],
    ['NVIDIA RTX A6000', 49_140, 'rtx-a6000'],
    ['NVIDIA RTX 6000 Ada Generation', 49_140, 'rtx-6000-ada'],
    ['NVIDIA RTX PRO 6000 Blackwell Server Edition', 97_887, 'rtx-pro-6000-server'],
    ['NVIDIA GeForce RTX 4090', 24_564, 'rtx-4090'],
    ['NVIDIA GeForce RTX 3060', 12_288, 'rtx-3060'],
    ['AMD Instinct MI300X OAM', 196_592, 'mi300x'],
    ['AMD Radeon RX 7900 XTX', 24_560, 'rx-7900-xtx'],
    ['AMD Radeon PRO W7900', 46_064, 'w7900'],
    ['Intel(R) Arc(TM) A770 Graphics', 15_930, 'arc-a770'],
    ['Apple M2 Ultra (76-core GPU)', null, 'apple-m2-ultra'],
    ['Apple M4 Max (40-core GPU)', null, 'apple-m4-max-40'],
    // The PCI list, Kubernetes, a management processor.
    ['AD102GL [L40S]', null, 'l40s'],
    ['GH100 [H100 SXM5 80GB]', null, 'h100-sxm'],
    ['Aqua Vanjaram [Instinct MI300X]', null, 'mi300x'],
    ['nvidia tesla t4', null, 't4'],
    ['H100 80GB HBM3', 81_559, 'h100-sxm'],
  ])('%s', (name, memory, id) => {
    expect(match(name, memory)).toBe(id)
  })
})

describe('a neighbor in the name is another card', () => {
  test.each([
    ['a card for a cloud', 'NVIDIA A10G', 23_028],
    ['a card for laptops', 'NVIDIA GeForce RTX 3070 Laptop GPU', 8192],
    ['the next model', 'NVIDIA GeForce RTX 3070 Ti', 8192],
    ['a refreshed model', 'NVIDIA GeForce RTX 2080 SUPER', 8192],
    ['another form', 'NVIDIA H100 NVL', 95_830],
    ['a smaller memory', 'NVIDIA A100-SXM4-40GB', 40_960],
    ['less power', 'NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition', 97_887],
    ['a slice for a virtual machine', 'NVIDIA A40-48Q', 49_152],
    ['a part of a card', 'NVIDIA H100 80GB HBM3 MIG 3g.40gb', 40_320],
    ['half of a card', 'AMD Instinct MI250X / MI250', 65_520],
    ['fewer cores', 'Apple M4 Max (32-core GPU)', null],
    ['a variant that is not told', 'Apple M4 Max', null],
    ['a size that is not told', 'NVIDIA A100-PCIE', null],
    ['nothing', '', null],
    ['no word that counts', 'NVIDIA Graphics', null],
  ])('%s', (_, name, memory) => {
    expect(match(name, memory)).toBeNull()
  })
})
