/** What the tools of the makers of accelerators print: nvidia-smi as XML, rocm-smi as JSON. */
import { ok } from '../../shared/base/result.ts'
import { factOf, known, type DeviceFacts } from '../../shared/domain/machine.ts'
import { blankDevice, blankMachine } from '../../shared/domain/machine/blank.ts'
import { parseRocmSmi } from '../probe/devices.ts'
import { cleanName, isObject, toldName, wholeNumber } from '../probe/text.ts'
import { originIn, refuse, type Imported } from './refused.ts'
import { elements, readXml, textIn } from './xml.ts'

const mebibyte = 1024 * 1024
const mostDevices = 256

/** `nvidia-smi -q -x` */
export function readNvidia(file: string, text: string, at: string): Imported {
  const log = readXml(text, 'nvidia_smi_log')
  if (!log.ok) return log
  if (log.value === null) return refuse('unknown-format')
  const gpus = elements(log.value, 'gpu')
  if (gpus.length === 0) return refuse('no-machine', { field: 'nvidia_smi_log/gpu' })
  if (gpus.length > mostDevices) return refuse('too-many', { field: 'nvidia_smi_log/gpu' })
  const driver = textIn(log.value, 'driver_version')
  const devices = gpus.flatMap((gpu, index): readonly DeviceFacts[] => {
    const origin = (field: string): string => originIn(file, `gpu[${index}]/${field}`)
    const total = textIn(gpu, 'fb_memory_usage', 'total') ?? ''
    const mebibytes = wholeNumber(/^(\d+) MiB$/.exec(total)?.[1])
    const shared = /^\[?(N\/A|Not Supported)\]?$/i.test(total)
    const whole: DeviceFacts = {
      name: factOf(toldName(textIn(gpu, 'product_name')), origin('product_name')),
      vendor: known('NVIDIA', origin('product_brand'), 'derived'),
      memory: factOf(mebibytes === null ? null : mebibytes * mebibyte, origin('fb_memory_usage/total')),
      // Devices that work in the computer's memory have none of their own to tell.
      unifiedMemory: factOf(mebibytes !== null ? false : shared ? true : null, origin('fb_memory_usage/total'), 'derived'),
      driver: factOf(toldName(driver), originIn(file, 'driver_version')),
      address: factOf(toldName(textIn(gpu, 'pci', 'pci_bus_id') ?? textIn(gpu, '@id')), origin('pci/pci_bus_id')),
    }
    return partsOf(gpu, whole, origin)
  })
  return devices.length > mostDevices ? refuse('too-many', { field: 'nvidia_smi_log/gpu' }) : ok([{ ...blankMachine(file, at), devices }])
}

/**
 * A card that is split by MIG works as its parts and no longer as a whole: each is a device with its share of the memory.
 * Split and without parts it is shown as a whole, since nobody says how it will be cut.
 */
function partsOf(gpu: unknown, whole: DeviceFacts, origin: (field: string) => string): readonly DeviceFacts[] {
  const parts = elements(isObject(gpu) ? gpu['mig_devices'] : null, 'mig_device')
  if (textIn(gpu, 'mig_mode', 'current_mig') !== 'Enabled' || parts.length === 0) return [whole]
  return parts.map((part, index) => {
    const at = (field: string): string => origin(`mig_device[${index}]/${field}`)
    const mebibytes = wholeNumber(/^(\d+) MiB$/.exec(textIn(part, 'fb_memory_usage', 'total') ?? '')?.[1])
    const instance = toldName(textIn(part, 'gpu_instance_id')) ?? String(index)
    return {
      ...whole,
      name: factOf(whole.name.value === null ? null : cleanName(`${whole.name.value} MIG`), at('product_name'), 'derived'),
      memory: factOf(mebibytes === null ? null : mebibytes * mebibyte, at('fb_memory_usage/total')),
      address: factOf(cleanName(`${whole.address.value ?? ''} MIG ${instance}`), at('gpu_instance_id'), 'derived'),
    }
  })
}

/** `rocm-smi --json` with product names and memory. */
export function readRocm(file: string, text: string, at: string): Imported {
  const found = parseRocmSmi(text) ?? []
  if (found.length === 0) return refuse('no-machine', { field: 'card0' })
  if (found.length > mostDevices) return refuse('too-many', { field: `card${mostDevices}` })
  const devices = found.map((device, index): DeviceFacts => {
    const origin = originIn(file, `card${index}`)
    return {
      ...blankDevice(origin),
      name: factOf(device.name.value, origin),
      vendor: factOf(device.vendor.value, origin, 'derived'),
      memory: factOf(device.memory.value, origin),
      driver: factOf(device.driver.value, originIn(file, 'system')),
      address: factOf(device.address.value, origin),
    }
  })
  return ok([{ ...blankMachine(file, at), devices }])
}
