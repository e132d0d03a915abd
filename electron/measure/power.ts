/** Whether the machine runs on a battery: it is slower then, and a measurement would drain it. */
import type { Looking, Program } from '../probe/run.ts'
import { isObject, jsonOf, listOf } from '../probe/text.ts'

export type PowerSource = 'mains' | 'battery' | 'unknown'

const pmset: Program = { name: 'pmset', paths: ['/usr/bin/pmset'], arguments: ['-g', 'batt'] }

const windowsBattery: Program = {
  name: 'powershell Win32_Battery',
  paths: ['C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe'],
  arguments: [
    '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Restricted', '-Command',
    'ConvertTo-Json -Compress @(Get-CimInstance Win32_Battery|Select-Object BatteryStatus)',
  ],
}

export async function powerSource(looking: Looking, platform: string): Promise<PowerSource> {
  if (platform === 'linux') return linuxPower(looking)
  if (platform === 'darwin') {
    const reading = await looking.runProgram(pmset)
    if (!('text' in reading)) return 'unknown'
    return /'Battery Power'/.test(reading.text) ? 'battery' : /'AC Power'/.test(reading.text) ? 'mains' : 'unknown'
  }
  if (platform === 'win32') {
    const reading = await looking.runProgram(windowsBattery)
    const batteries = 'text' in reading ? jsonOf(reading.text) : null
    if (!Array.isArray(batteries)) return 'unknown'
    // Win32_Battery: 1 is "discharging"; a machine without a battery has no entry.
    return listOf(batteries).some((entry) => isObject(entry) && entry['BatteryStatus'] === 1) ? 'battery' : 'mains'
  }
  return 'unknown'
}

/** A battery that discharges while no other supply is on. Servers have none of these folders. */
async function linuxPower(looking: Looking): Promise<PowerSource> {
  const folder = '/sys/class/power_supply'
  let discharging = false
  for (const name of (await looking.listFolder(folder)).slice(0, 64)) {
    const [type, online, status] = await Promise.all(
      ['type', 'online', 'status'].map(async (file) => {
        const reading = await looking.readText(`${folder}/${name}/${file}`)
        return 'text' in reading ? reading.text.trim() : ''
      }),
    )
    if (type !== 'Battery' && online === '1') return 'mains'
    if (type === 'Battery' && status === 'Discharging') discharging = true
  }
  return discharging ? 'battery' : 'mains'
}
