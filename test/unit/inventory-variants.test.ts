/**
 * What tools print in other versions, on other machines and through other hands. Each case is written after the form of
 * the tool's output; what such an output does not say must stay unknown.
 */
import { describe, expect, test } from 'vitest'
import type { MachineFacts } from '../../shared/domain/machine.ts'
import { readInventories } from '../../electron/inventory/inventory.ts'

const at = '2026-11-28T12:00:00Z'
const mebibyte = 1_048_576
const gibibyte = 1_073_741_824

async function outcome(content: string | Uint8Array, name = 'a.txt') {
  return readInventories([{ name, bytes: typeof content === 'string' ? Buffer.from(content) : content }], at)
}
async function machines(content: string | Uint8Array): Promise<readonly MachineFacts[]> {
  const read = await outcome(content)
  if (!read.ok) throw new Error(JSON.stringify(read.problem))
  return read.value.flatMap((reading) => reading.machines)
}
async function only(content: string | Uint8Array): Promise<MachineFacts> {
  const [machine, ...more] = await machines(content)
  if (machine === undefined || more.length > 0) throw new Error('not one machine')
  return machine
}
const cards = async (content: string | Uint8Array) =>
  (await only(content)).devices.map(({ name, memory, unifiedMemory }) => [name.value, memory.value === null ? null : memory.value / mebibyte, unifiedMemory.value])

/** As PowerShell's `>` writes it. */
const wide = (text: string, mark = true): Uint8Array => Buffer.concat([mark ? Buffer.from([0xff, 0xfe]) : Buffer.alloc(0), Buffer.from(text, 'utf16le')])

describe('nvidia-smi -q -x', () => {
  const log = (gpus: string, driver = '550.54.15') =>
    `<?xml version="1.0" ?>\n<!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v12.dtd">\n<nvidia_smi_log>\n\t<timestamp>x</timestamp>\n\t<driver_version>${driver}</driver_version>\n\t<attached_gpus>1</attached_gpus>\n${gpus}</nvidia_smi_log>\n`
  const gpu = (name: string, total: string, more = '') =>
    `\t<gpu id="00000000:17:00.0">\n\t\t<product_name>${name}</product_name>\n\t\t<product_brand>NVIDIA</product_brand>${more}\n\t\t<fb_memory_usage>\n\t\t\t<total>${total}</total>\n\t\t\t<reserved>1 MiB</reserved>\n\t\t</fb_memory_usage>\n\t</gpu>\n`
  const h100 = log(gpu('NVIDIA H100 80GB HBM3', '81559 MiB'))

  test.each([
    ['with line ends of Windows', h100.replaceAll('\n', '\r\n')],
    ['with the mark of UTF-8', `\uFEFF${h100}`],
    ['through PowerShell, UTF-16 with its mark', wide(h100)],
    ['UTF-16 without a mark', wide(h100, false)],
    ['with a warning behind it', `${h100}WARNING: infoROM is corrupted at gpu 0000:17:00.0\n`],
    ['with a warning before it', `WARNING: nvidia-smi is deprecated\n\n${h100}`],
    ['with a comment', h100.replace('<nvidia_smi_log>', '<!-- from the rack -->\n<nvidia_smi_log>')],
  ])('%s', async (_, content) => {
    expect(await cards(content)).toEqual([['NVIDIA H100 80GB HBM3', 81_559, false]])
  })

  test('eight cards, one of which is lost: it is there, and nothing of it is known', async () => {
    const eight = log(gpu('NVIDIA H100 80GB HBM3', '81559 MiB').repeat(7) + gpu('ERR!', '[GPU is lost]'))
    const found = await cards(eight)
    expect(found).toHaveLength(8)
    expect(found[7]).toEqual([null, null, null])
  })

  test('a part that works in the computer’s memory', async () => {
    expect(await cards(log(gpu('NVIDIA GB10', 'N/A'), '580.95.05'))).toEqual([['NVIDIA GB10', null, true]])
    expect(await cards(log(gpu('Orin (nvgpu)', '[Not Supported]'), 'N/A'))).toEqual([['Orin (nvgpu)', null, true]])
    expect((await only(log(gpu('Orin (nvgpu)', 'N/A'), 'N/A'))).devices[0]?.driver.value).toBeNull()
  })

  test('a card that MIG splits is its parts, each with its own memory', async () => {
    const part = (id: number, total: string) =>
      `<mig_device><index>${id}</index><gpu_instance_id>${id + 1}</gpu_instance_id><compute_instance_id>0</compute_instance_id><fb_memory_usage><total>${total}</total></fb_memory_usage></mig_device>`
    const mode = (parts: string) => `<mig_mode><current_mig>Enabled</current_mig><pending_mig>Enabled</pending_mig></mig_mode><mig_devices>${parts}</mig_devices>`
    const split = log(gpu('NVIDIA H100 80GB HBM3', '81559 MiB', mode(part(0, '40320 MiB') + part(1, '20096 MiB'))))
    expect(await cards(split)).toEqual([['NVIDIA H100 80GB HBM3 MIG', 40_320, false], ['NVIDIA H100 80GB HBM3 MIG', 20_096, false]])
    expect((await only(split)).devices.map(({ address }) => address.value)).toEqual(['00000000:17:00.0 MIG 1', '00000000:17:00.0 MIG 2'])
    // Split and without parts: nobody says how it will be cut.
    expect(await cards(log(gpu('NVIDIA H100 80GB HBM3', '81559 MiB', mode('None'))))).toEqual([['NVIDIA H100 80GB HBM3', 81_559, false]])
    // Not split: N/A.
    expect(await cards(log(gpu('NVIDIA L4', '23034 MiB', '<mig_mode><current_mig>N/A</current_mig></mig_mode><mig_devices>None</mig_devices>')))).toEqual([['NVIDIA L4', 23_034, false]])
  })

  test.each([
    ['a size that no card has', gpu('NVIDIA X', '99999999999999999999 MiB'), null],
    ['another unit', gpu('NVIDIA X', '80 GiB'), null],
    ['a negative size', gpu('NVIDIA X', '-5 MiB'), null],
  ])('%s is not known', async (_, text, memory) => {
    expect((await cards(log(text)))[0]?.[1]).toBe(memory)
  })
})

describe('rocm-smi --json', () => {
  test.each([
    ['ROCm 5', '{"card0":{"Card series":"AMD Instinct MI250X / MI250","Card model":"0x0b0c","VRAM Total Memory (B)":"68702699520"},"system":{"Driver version":"5.18.13"}}', ['AMD Instinct MI250X / MI250', 65_520]],
    ['ROCm 6', '{"card0": {"Card Series": "AMD Instinct MI300X", "Card Model": "0x74a1", "GFX Version": "gfx942", "VRAM Total Memory (B)": "206141652992", "VRAM Total Used Memory (B)": "298258432"}}', ['AMD Instinct MI300X', 196_592]],
    ['a series that is not known', '{"card0":{"Card Series":"N/A","Card Model":"0x74a1","Card SKU":"M3000100","VRAM Total Memory (B)":"206141652992"}}', ['0x74a1', 196_592]],
    ['a series that is the number of the model', '{"card0":{"Card Series":"0x740f","Market Name":"AMD Instinct MI210","VRAM Total Memory (B)":"68702699520"}}', ['AMD Instinct MI210', 65_520]],
    ['nothing but readings', '{"card0":{"Temperature (Sensor edge) (C)":"35.0","GPU use (%)":"0"}}', [null, null]],
    ['a number instead of text', '{"card0":{"Card Series":"AMD Instinct MI100","VRAM Total Memory (B)":34342961152}}', ['AMD Instinct MI100', 32_752]],
    ['memory that is not told', '{"card0":{"Card Series":"AMD Radeon PRO W7900","VRAM Total Memory (B)":"N/A"}}', ['AMD Radeon PRO W7900', null]],
  ])('%s', async (_, content, card) => {
    const [found] = await cards(content)
    expect(found?.slice(0, 2)).toEqual(card)
  })

  test('with warnings before and behind it, line ends of Windows and UTF-16', async () => {
    const json = '{"card0":{"Card Series":"AMD Instinct MI300X","VRAM Total Memory (B)":"206141652992"}}'
    for (const content of [`WARNING: AMD GPU device(s) is/are in a low-power state.\r\n\r\n${json}\r\n`, `${json}\nERROR: GPU[0] : sclk clock is unsupported\n`, wide(json), `\uFEFF${json}`])
      expect((await cards(content))[0]?.[0]).toBe('AMD Instinct MI300X')
  })

  test('eight cards of which one says nothing are eight', async () => {
    const json = JSON.stringify(Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`card${index}`, index === 3 ? {} : { 'Card Series': 'AMD Instinct MI300X', 'VRAM Total Memory (B)': '206141652992' }])))
    const found = await cards(json)
    expect(found).toHaveLength(8)
    expect(found.filter(([name]) => name === null)).toHaveLength(1)
  })
})

describe('lshw -json', () => {
  const cpu = (id: string, more: object = {}) => ({ id, class: 'processor', product: 'AMD EPYC 9354 32-Core Processor', slot: id, configuration: { cores: '32', enabledcores: '32', threads: '64' }, ...more })
  const memory = { id: 'memory', class: 'memory', description: 'System Memory', size: 137_438_953_472, units: 'bytes' }
  const root = (...children: object[]) => ({ id: 'srv', class: 'system', children: [{ id: 'core', class: 'bus', children }] })

  test('an object as version 2.18 prints it, a list as 2.19 does', async () => {
    for (const value of [root(cpu('cpu:0'), memory), [root(cpu('cpu:0'), memory)]])
      expect(await only(JSON.stringify(value))).toMatchObject({ label: 'srv', processor: { sockets: { value: 1 }, cores: { value: 32 } }, memory: { total: { value: 128 * gibibyte } } })
  })

  test('objects without a list around them, as -class prints them in old versions', async () => {
    const parts = [cpu('cpu:0'), cpu('cpu:1')].map((part) => JSON.stringify(part, null, 2))
    for (const text of [`${parts.join(',\n')}\n`, `${parts.join(',\n')},\n`, parts.join('\n')])
      expect((await only(text)).processor).toMatchObject({ sockets: { value: 2 }, cores: { value: 64 } })
  })

  test('without an administrator’s rights, and saying so', async () => {
    const text = `WARNING: you should run this program as super-user.\n${JSON.stringify([root({ id: 'cpu', class: 'processor', product: 'AMD EPYC 9354 32-Core Processor' }, memory)])}\nWARNING: output may be incomplete or inaccurate, you should run this program as super-user.\n`
    const { processor, memory: found } = await only(text)
    // One entry stands for all processors there are: how many is not known.
    expect(processor).toMatchObject({ name: { value: 'AMD EPYC 9354 32-Core Processor' }, sockets: { value: null }, cores: { value: null }, threads: { value: null } })
    expect(found.total.value).toBe(128 * gibibyte)
  })

  test('an Arm board lists its cores: they are no sockets', async () => {
    const cores = Array.from({ length: 8 }, (_, index) => ({ id: `cpu:${index}`, class: 'processor', description: 'CPU', product: 'Cortex-A78AE' }))
    expect((await only(JSON.stringify(root(...cores, memory)))).processor).toMatchObject({ sockets: { value: null }, cores: { value: null } })
  })

  test('an empty socket, a socket that is off, firmware and cache do not count', async () => {
    const machine = await only(JSON.stringify(root(cpu('cpu:0'), cpu('cpu:1', { disabled: true, product: 'To Be Filled By O.E.M.' }), { id: 'cache:0', class: 'memory', description: 'L1 cache', size: 2_097_152 }, { id: 'firmware', class: 'memory', description: 'BIOS', size: 65_536 }, memory)))
    expect(machine.processor.sockets.value).toBe(1)
    expect(machine.memory.total.value).toBe(128 * gibibyte)
  })

  test('accelerators that are no screens', async () => {
    const machine = await only(
      JSON.stringify(
        root(
          cpu('cpu:0'),
          memory,
          { id: 'generic', class: 'generic', description: 'Processing accelerators', product: 'Aqua Vanjaram [Instinct MI300X]', vendor: 'Advanced Micro Devices, Inc. [AMD/ATI]', businfo: 'pci@0000:05:00.0', configuration: { driver: 'amdgpu' } },
          { id: 'generic:1', class: 'generic', description: 'Processing accelerators', product: 'Gaudi2 AI Training Accelerator', vendor: 'Habana Labs Ltd.', businfo: 'pci@0000:33:00.0' },
          { id: 'generic:2', class: 'generic', description: 'Signal processing controller', product: 'Sky Lake-E', vendor: 'Intel Corporation' },
        ),
      ),
    )
    expect(machine.devices.map(({ name, vendor, memory: own }) => [name.value, vendor.value, own.value])).toEqual([
      ['Aqua Vanjaram [Instinct MI300X]', 'AMD', null],
      ['Gaudi2 AI Training Accelerator', 'Intel', null],
    ])
  })

  test('banks of two sizes are summed by the total, and modules counted', async () => {
    const bank = (index: number, size: number | undefined) => ({ id: `bank:${index}`, class: 'memory', description: size === undefined ? '[empty]' : 'DIMM DDR4 Synchronous Registered (Buffered) 3200 MHz (0,3 ns)', ...(size === undefined ? {} : { size, units: 'bytes' }) })
    const { memory: found } = await only(JSON.stringify(root(cpu('cpu:0'), { ...memory, children: [bank(0, 68_719_476_736), bank(1, undefined), bank(2, 34_359_738_368)] })))
    expect(found).toMatchObject({ kind: { value: 'DDR4' }, megatransfers: { value: 3200 }, modules: { value: 2 }, total: { value: 128 * gibibyte } })
  })

  test.each([
    ['a size as text', { ...memory, size: '137438953472' }, 128 * gibibyte],
    ['a size that is too large', { ...memory, size: 1e300 }, null],
    ['no size', { ...memory, size: undefined }, null],
    ['a negative size', { ...memory, size: -1 }, null],
  ])('%s', async (_, part, total) => {
    expect((await only(JSON.stringify(root(cpu('cpu:0'), part)))).memory.total.value).toBe(total)
  })
})

describe('dmidecode', () => {
  const table = (type: number, lines: readonly string[], handle = '0x1100') =>
    `Handle ${handle}, DMI type ${type}, 92 bytes\n${type === 4 ? 'Processor Information' : type === 17 ? 'Memory Device' : 'System Information'}\n${lines.map((line) => `\t${line}\n`).join('')}\n`
  const processor = (lines: readonly string[]) => table(4, ['Type: Central Processor', 'Status: Populated, Enabled', ...lines])
  const dimm = (lines: readonly string[]) => table(17, ['Form Factor: DIMM', ...lines])

  test.each([
    ['2.12, megabytes and megahertz', dimm(['Size: 16384 MB', 'Type: DDR4', 'Speed: 2400 MHz', 'Configured Clock Speed: 2133 MHz']), [16, 'DDR4', 2133]],
    ['3.3, gigabytes and transfers', dimm(['Size: 16 GB', 'Type: DDR5', 'Speed: 5600 MT/s', 'Configured Memory Speed: 4800 MT/s']), [16, 'DDR5', 4800]],
    ['kilobytes', dimm(['Size: 16777216 kB', 'Type: DDR3', 'Configured Memory Speed: Unknown']), [16, 'DDR3', null]],
    ['a virtual machine', dimm(['Size: 16 GB', 'Type: RAM', 'Configured Memory Speed: Unknown']), [16, 'RAM', null]],
    ['nothing told', dimm(['Size: Unknown', 'Type: Unknown', 'Configured Memory Speed: Unknown']), [null, null, null]],
  ])('%s', async (_, text, [size, kind, speed]) => {
    const { memory } = await only(text)
    expect([memory.total.value, memory.kind.value, memory.megatransfers.value]).toEqual([size === null ? null : Number(size) * gibibyte, kind, speed])
  })

  test('firmware’s own chips, persistent memory and empty slots are no memory', async () => {
    const { memory } = await only(
      [
        dimm(['Size: 64 GB', 'Type: DDR5']),
        dimm(['Size: No Module Installed', 'Type: Unknown']),
        table(17, ['Form Factor: Chip', 'Size: 32 MB', 'Type: Flash']),
        dimm(['Size: 128 GB', 'Type: Logical non-volatile device', 'Memory Technology: Intel Optane DC persistent memory']),
      ].join(''),
    )
    expect(memory).toMatchObject({ total: { value: 64 * gibibyte }, modules: { value: 1 } })
  })

  test('one size that is not known leaves the sum unknown', async () => {
    expect((await only(dimm(['Size: 64 GB']) + dimm(['Size: Unknown']))).memory).toMatchObject({ total: { value: null }, modules: { value: 2 } })
  })

  test('two processors, one socket off, one empty, and a coprocessor', async () => {
    const { processor: found } = await only(
      [
        processor(['Version: Intel(R) Xeon(R) Platinum 8480+', 'Core Count: 56', 'Core Enabled: 56', 'Thread Count: 112']),
        processor(['Version: Intel(R) Xeon(R) Platinum 8480+', 'Core Count: 56', 'Core Enabled: 52', 'Thread Count: 104']),
        table(4, ['Type: Central Processor', 'Status: Populated, Disabled By BIOS', 'Core Count: 56']),
        table(4, ['Type: Central Processor', 'Status: Unpopulated']),
        table(4, ['Type: Video Processor', 'Status: Populated, Enabled', 'Core Count: 1']),
      ].join(''),
    )
    expect(found).toMatchObject({ name: { value: 'Intel(R) Xeon(R) Platinum 8480+' }, sockets: { value: 2 }, cores: { value: 108 }, threads: { value: 216 } })
  })

  test('names that say nothing are not known', async () => {
    const machine = await only(table(1, ['Manufacturer: To Be Filled By O.E.M.', 'Product Name: To Be Filled By O.E.M.'], '0x0001') + processor(['Version: Not Specified', 'Core Count: 8']))
    expect(machine.label).toBeUndefined()
    expect(machine.processor.name.value).toBeNull()
    expect(machine.virtualization.value).toBeNull()
  })

  test('without handles, as -q prints it; with line ends of Windows; through PowerShell', async () => {
    const text = processor(['Version: AMD EPYC 9354', 'Core Count: 32', 'Thread Count: 64']) + dimm(['Size: 64 GB', 'Type: DDR5'])
    for (const content of [text.replaceAll(/^Handle.*\n/gm, ''), text.replaceAll('\n', '\r\n'), wide(text), `# dmidecode 3.5\nGetting SMBIOS data from sysfs.\nSMBIOS 3.5.0 present.\n\n${text}`])
      expect(await only(content)).toMatchObject({ processor: { cores: { value: 32 } }, memory: { total: { value: 64 * gibibyte } } })
  })

  test('without the right to look it is known for what it is, and names no machine', async () => {
    const read = await outcome('# dmidecode 3.3\nScanning /dev/mem for entry point.\n/dev/mem: Permission denied\n')
    expect(read).toMatchObject({ ok: false, problem: { code: 'no-machine', field: 'DMI type 4, 17' } })
  })
})

describe('kubectl get nodes -o json', () => {
  const node = (capacity: object, labels: object = {}, info: object = {}) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'n1', labels, annotations: { 'a.b/c': '{}' } },
    status: { capacity: { cpu: '64', memory: '263856244Ki', ...capacity }, nodeInfo: { architecture: 'amd64', operatingSystem: 'linux', osImage: 'Ubuntu 22.04.4 LTS', ...info } },
  })
  const list = (...items: object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items })

  test.each<[string, object, object, readonly (readonly [string | null, number | null])[]]>([
    ['without the labels of any plugin', { 'nvidia.com/gpu': '2' }, {}, [[null, null], [null, null]]],
    ['labels of the feature discovery', { 'nvidia.com/gpu': '1' }, { 'nvidia.com/gpu.product': 'NVIDIA-L40S', 'nvidia.com/gpu.memory': '46068', 'nvidia.com/gpu.count': '1' }, [['NVIDIA L40S', 46_068]]],
    ['one card shared by four', { 'nvidia.com/gpu': '4' }, { 'nvidia.com/gpu.product': 'NVIDIA-L4-SHARED', 'nvidia.com/gpu.memory': '23034', 'nvidia.com/gpu.count': '1', 'nvidia.com/gpu.replicas': '4' }, [['NVIDIA L4', 23_034]]],
    ['MIG, all parts alike', { 'nvidia.com/gpu': '2' }, { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3-MIG-3g.40gb', 'nvidia.com/gpu.memory': '40320', 'nvidia.com/gpu.count': '2' }, [['NVIDIA H100 80GB HBM3 MIG 3g.40gb', 40_320], ['NVIDIA H100 80GB HBM3 MIG 3g.40gb', 40_320]]],
    ['MIG, parts beside a whole card', { 'nvidia.com/gpu': '1', 'nvidia.com/mig-1g.10gb': '2', 'nvidia.com/mig-2g.20gb': '0' }, { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3', 'nvidia.com/gpu.memory': '81559', 'nvidia.com/gpu.count': '2', 'nvidia.com/mig-1g.10gb.memory': '9856' }, [['NVIDIA H100 80GB HBM3', 81_559], ['NVIDIA H100 80GB HBM3 MIG 1g.10gb', 9856], ['NVIDIA H100 80GB HBM3 MIG 1g.10gb', 9856]]],
    ['Google’s label', { 'nvidia.com/gpu': '1' }, { 'cloud.google.com/gke-accelerator': 'nvidia-l4' }, [['nvidia l4', null]]],
    ['AMD', { 'amd.com/gpu': '1' }, { 'amd.com/gpu.product-name': 'AMD_Instinct_MI300X_OAM', 'amd.com/gpu.vram': '192G' }, [['AMD Instinct MI300X OAM', 196_608]]],
    ['AMD, older labels', { 'amd.com/gpu': '1' }, { 'beta.amd.com/gpu.vram.64G': '1', 'beta.amd.com/gpu.family.AI': '1' }, [[null, 65_536]]],
    ['Gaudi: eight, of which nothing else is known', { 'habana.ai/gaudi': '8' }, {}, Array.from({ length: 8 }, () => [null, null] as const)],
    ['a resource that is no accelerator', { 'hugepages-1Gi': '0', 'rdma/hca': '8' }, {}, []],
    ['more than a machine can have', { 'nvidia.com/gpu': '999999999999' }, {}, Array.from({ length: 256 }, () => [null, null] as const)],
  ])('%s', async (_, capacity, labels, devices) => {
    const machine = await only(list(node(capacity, labels)))
    expect(machine.devices.map(({ name, memory }) => [name.value, memory.value === null ? null : memory.value / mebibyte])).toEqual(devices)
  })

  test('a single node, a Windows node, through PowerShell', async () => {
    expect((await only(JSON.stringify(node({})))).label).toBe('n1')
    expect((await only(list(node({}, {}, { operatingSystem: 'windows', osImage: 'Windows Server 2022 Datacenter' })))).system.value).toBe('windows')
    expect((await only(wide(list(node({ cpu: '7910m', memory: '32Gi' })).replaceAll(',', ',\r\n')))).processor.threads.value).toBe(7)
  })
})

describe('Redfish', () => {
  const id = (rest: string) => ({ '@odata.id': `/redfish/v1/Systems/1${rest}` })
  const system = (more: object) => ({ ...id(''), '@odata.type': '#ComputerSystem.v1_20_0.ComputerSystem', Id: '1', Name: 'System', ...more })
  const processor = (name: string, more: object) => ({ ...id(`/Processors/${name}`), '@odata.type': '#Processor.v1_16_0.Processor', Id: name, ...more })
  const memory = (name: string, more: object) => ({ ...id(`/Memory/${name}`), '@odata.type': '#Memory.v1_17_0.Memory', Id: name, ...more })

  test.each([
    ['Dell: expanded', system({ HostName: 'r760xa', ProcessorSummary: { Count: 2, Model: 'Intel(R) Xeon(R) Gold 6430', CoreCount: 64, LogicalProcessorCount: 128 }, MemorySummary: { TotalSystemMemoryGiB: 1024 } }), ['r760xa', 64, 1024]],
    ['HPE: half a gibibyte less', system({ HostName: '', Name: 'Computer System', ProcessorSummary: { Count: 2, Model: 'AMD EPYC 9354' }, MemorySummary: { TotalSystemMemoryGiB: 511.5 } }), ['Computer System', null, 511.5]],
    ['Supermicro: nothing summed', system({ HostName: null, ProcessorSummary: { Count: null, Model: 'N/A' }, MemorySummary: { TotalSystemMemoryGiB: null } }), ['System', null, null]],
    ['OpenBMC: powered off', system({ PowerState: 'Off', Status: { State: 'StandbyOffline' }, MemorySummary: { TotalSystemMemoryGiB: 0 } }), ['System', null, null]],
  ])('%s', async (_, value, [label, cores, total]) => {
    const machine = await only(JSON.stringify(value))
    expect([machine.label, machine.processor.cores.value, machine.memory.total.value === null ? null : machine.memory.total.value / gibibyte]).toEqual([label, cores, total])
  })

  test('processors: those that are absent or off do not count, cards are devices, and one unknown count stays unknown', async () => {
    const parts = [
      processor('CPU.1', { ProcessorType: 'CPU', Model: 'AMD EPYC 9354', TotalCores: 32, TotalThreads: 64, InstructionSet: 'x86-64', Status: { State: 'Enabled' } }),
      processor('CPU.2', { ProcessorType: 'CPU', Model: 'AMD EPYC 9354', TotalCores: 32, TotalThreads: null, Status: { State: 'Enabled' } }),
      processor('CPU.3', { ProcessorType: 'CPU', Status: { State: 'Absent' } }),
      processor('GPU.1', { ProcessorType: 'GPU', Model: 'NVIDIA H100 PCIe', Manufacturer: 'NVIDIA', ProcessorMemory: [{ CapacityMiB: 81_559, MemoryType: 'HBM2' }] }),
      processor('GPU.2', { ProcessorType: 'GPU', Model: null, Name: 'GPU in slot 38', ProcessorMemory: [] }),
      processor('FPGA.1', { ProcessorType: 'FPGA', Model: 'x' }),
    ]
    const machine = await only(JSON.stringify(system({ Processors: { Members: parts } })))
    expect(machine.processor).toMatchObject({ sockets: { value: 2 }, cores: { value: 64 }, threads: { value: null }, architecture: { value: 'x64' } })
    expect(machine.devices.map(({ name, memory: own }) => [name.value, own.value])).toEqual([['NVIDIA H100 PCIe', 81_559 * mebibyte], ['GPU in slot 38', null]])
  })

  test('memory: empty slots and persistent modules do not count', async () => {
    const modules = [
      memory('A1', { CapacityMiB: 65_536, MemoryType: 'DRAM', MemoryDeviceType: 'DDR5', OperatingSpeedMhz: 4800 }),
      memory('A2', { CapacityMiB: 0, Status: { State: 'Absent' } }),
      memory('A3', { CapacityMiB: null }),
      memory('P1', { CapacityMiB: 131_072, MemoryType: 'IntelOptane' }),
    ]
    expect((await only(JSON.stringify(system({ Memory: { Members: modules } })))).memory).toMatchObject({ total: { value: 64 * gibibyte }, kind: { value: 'DDR5' }, modules: { value: 1 } })
  })

  test('a board of cards is a system of its own; links alone name no machine', async () => {
    const board = { '@odata.id': '/redfish/v1/Systems/HGX_Baseboard_0/Processors/GPU_SXM_1', '@odata.type': '#Processor.v1_13_0.Processor', ProcessorType: 'GPU', Model: 'H100 80GB HBM3', Manufacturer: 'NVIDIA', MemorySummary: { TotalMemorySizeMiB: 81_559 } }
    const found = await machines(JSON.stringify([system({ HostName: 'host' }), board]))
    expect(found[0]).toMatchObject({ label: 'host', devices: [] })
    expect(found[1]?.devices).toMatchObject([{ name: { value: 'H100 80GB HBM3' }, memory: { value: 81_559 * mebibyte } }])
    const links = { '@odata.id': '/redfish/v1/Systems', '@odata.type': '#ComputerSystemCollection.ComputerSystemCollection', Members: [{ '@odata.id': '/redfish/v1/Systems/1' }] }
    expect(await outcome(JSON.stringify(links))).toMatchObject({ ok: false, problem: { code: 'no-machine', field: '@odata.type' } })
  })
})

describe('tables', () => {
  const first = async (content: string | Uint8Array) => {
    const [machine] = await machines(content)
    return [machine?.label, machine?.memory.total.value, machine?.devices.length]
  }

  test.each([
    ['commas', 'name,memory_gb,accelerator,accelerator_count\nsrv-1,512,NVIDIA L40S,4\n', ['srv-1', 512e9, 4]],
    ['semicolons with a decimal comma', 'name;memory_gb;accelerator\nsrv-1;512,5;NVIDIA L40S\n', ['srv-1', 512.5e9, 1]],
    ['tabs', 'name\tmemory_gb\nsrv-1\t512\n', ['srv-1', 512e9, 0]],
    ['the hint of a spreadsheet', 'sep=;\nname;memory_gb\nsrv-1;512\n', ['srv-1', 512e9, 0]],
    ['line ends of Windows and the mark of UTF-8', '\uFEFFname,memory_gb\r\nsrv-1,512\r\n', ['srv-1', 512e9, 0]],
    ['other spelling of the names', 'Memory GB,Name,Accelerator-Count\n512,srv-1,0\n', ['srv-1', 512e9, 0]],
    ['quoted cells with a line break', '"name","memory_gb","note"\n"srv\n1",512,"a ""b"", c"\n', ['srv 1', 512e9, 0]],
    ['empty lines', 'name,memory_gb\n\nsrv-1,512\n\n', ['srv-1', 512e9, 0]],
    ['cards that have no name', 'name,memory_gb,accelerator,accelerator_count\nsrv-1,512,,4\n', ['srv-1', 512e9, 4]],
    ['nothing known of the memory', 'name,memory_gb\nsrv-1,\n', ['srv-1', null, 0]],
  ])('%s', async (_, content, expected) => {
    expect(await first(content)).toEqual(expected)
  })

  test('Windows-1252 and UTF-16 of spreadsheets', async () => {
    // 0xFC is ü in Windows-1252, and no UTF-8.
    expect(await first(Buffer.from('name;memory_gb\nM\u00FCnchen;512\n', 'latin1'))).toEqual(['München', 512e9, 0])
    expect(await first(wide('name;memory_gb\r\nMünchen;512\r\n'))).toEqual(['München', 512e9, 0])
    expect(await outcome(Buffer.from([0xfc, 0x41, 0x42, 0xff]))).toMatchObject({ ok: false, problem: { code: 'not-text' } })
  })

  test('systems as people write them; others stay unknown', async () => {
    const rows = ['Linux', 'Ubuntu 24.04', 'Windows Server 2022', 'macOS', 'FreeBSD', 'z/OS', ''].map((system, index) => `srv-${index},${system}`)
    expect((await machines(`name,system\n${rows.join('\n')}\n`)).map(({ system }) => system.value)).toEqual(['linux', 'linux', 'windows', 'macos', 'other', null, null])
  })

  test('a place in the file is that of the file, also behind the hint', async () => {
    expect(await outcome('sep=;\nname;cores\nsrv-1;8\nsrv-2;1.024\n')).toMatchObject({ ok: false, problem: { code: 'bad-value', line: 4, field: 'cores' } })
  })
})

describe('hostile files of every form', () => {
  const laughs = '<!DOCTYPE nvidia_smi_log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><nvidia_smi_log><gpu><product_name>&b;</product_name></gpu></nvidia_smi_log>'
  test.each<[string, string | Uint8Array, string]>([
    ['billion laughs', laughs, 'entities'],
    ['the same in UTF-16', wide(laughs), 'entities'],
    ['50 MB', Buffer.alloc(50_000_000, 0x20), 'too-large'],
    ['JSON of a depth of 100 000', `{"apiVersion":"v1","kind":"List","items":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'too-deep'],
    ['the prototype in a courier', '{"schema":"homeport/courier/1","__proto__":{"x":1}}', 'bad-value'],
    ['a number of 400 digits', `{"apiVersion":"v1","kind":"List","items":[{"status":{"capacity":{"cpu":${'9'.repeat(400)}}}}]}`, 'bad-value'],
    ['a million nodes', `{"apiVersion":"v1","kind":"List","items":[${'{},'.repeat(400_000)}{}]}`, 'too-many'],
    ['a member twice', '{"card0":{},"card0":{"Card Series":"x"}}', 'duplicate'],
  ])('%s', async (_, content, code) => {
    expect(await outcome(content)).toMatchObject({ ok: false, problem: { code } })
  })

  test('names that reach the prototype are no fields', async () => {
    const machine = await only('name,memory_gb,constructor,toString\nsrv-1,512,a,b\n')
    expect(machine.label).toBe('srv-1')
    expect(Object.getPrototypeOf(machine)).toBe(Object.prototype)
  })
})
