/** `probe`: the hardware of this machine, each fact with its origin; with `--measure` also how fast it is. */
import type { MachineFact, MachineFacts, MachineMeasurement, MeasuredRate, ModelRun } from '../../shared/domain/machine.ts'
import { measuredBandwidth } from '../../shared/domain/machine/measured.ts'
import path from 'node:path'
import { benchBeside, findBench, fixedFolders, modelBytes, runBench } from '../engine/bench.ts'
import { measureMachine } from '../measure/measure.ts'
import { powerSource } from '../measure/power.ts'
import { looking, probeMachine } from '../probe/probe.ts'
import { UsageError, type CliCommand } from './command.ts'

export const probeCommand: CliCommand = {
  name: 'probe',
  usage: 'probe [--measure] [--run FILE.gguf]        the hardware of this machine, each fact with its origin; how fast it is',
  options: { measure: { type: 'boolean' }, 'on-battery': { type: 'boolean' }, run: { type: 'string' }, program: { type: 'string' } },
  run: async ({ progress = () => undefined, values }) => {
    const facts = await probeMachine()
    const quick = values['measure'] === true ? await untilStopped((signal) => measureHere(facts, values['on-battery'] === true, signal, progress)) : facts
    const { run: file, program } = values
    const machine = typeof file === 'string' ? await untilStopped((signal) => runHere(quick, file, typeof program === 'string' ? program : null, signal, progress)) : quick
    return { exitCode: 0, json: machine, text: describeMachine(machine) }
  },
}

type Progress = (line: string) => void

/** Control-C and an end that is asked for stop the work before this program ends: nothing is left running. */
async function untilStopped<Value>(work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const stop = new AbortController()
  const abort = (): void => stop.abort()
  process.once('SIGINT', abort).once('SIGTERM', abort)
  try {
    return await work(stop.signal)
  } finally {
    process.off('SIGINT', abort).off('SIGTERM', abort)
  }
}

async function measureHere(facts: MachineFacts, evenOnBattery: boolean, signal: AbortSignal, progress: Progress): Promise<MachineFacts> {
  const power = await powerSource(looking, process.platform)
  if (power === 'battery' && !evenOnBattery)
    throw new UsageError('this machine runs on its battery: plug it in, or say --on-battery')
  const measurement = await measureMachine({
    machine: facts,
    power,
    takenAt: new Date().toISOString(),
    signal,
    onProgress: ({ done, all }) => progress(`measuring: ${done} of ${all}`),
  })
  if (!measurement.ok && measurement.problem === 'canceled') throw new UsageError('the measurement was stopped')
  if (!measurement.ok) throw new UsageError('there is not enough free memory to measure: close other programs and try again')
  return measuredBandwidth(facts, measurement.value)
}

/** Runs a model through the llama-bench that was named, or that is on the search path. */
async function runHere(facts: MachineFacts, file: string, named: string | null, signal: AbortSignal, progress: Progress): Promise<MachineFacts> {
  const program = named === null ? await findBench(process.env['PATH'] ?? '', fixedFolders(process.platform, process.env)) : await benchBeside(path.resolve(named))
  if (program === null) throw new UsageError('llama-bench was not found: name it with --program PATH')
  const bytes = await modelBytes(file)
  if (bytes === null) throw new UsageError(`${path.basename(file)} is no GGUF file that can be read`)
  const run = await runBench({
    program,
    file: path.resolve(file),
    bytes,
    model: null,
    processor: facts.processor.name.value,
    takenAt: new Date().toISOString(),
    signal,
    onProgress: ({ done, all }) => progress(`running ${path.basename(file)}: ${done} of ${all}`),
  })
  if (!run.ok && run.problem === 'canceled') throw new UsageError('the run was stopped')
  if (!run.ok)
    throw new UsageError(
      run.problem === 'comma'
        ? 'llama-bench takes a comma for the end of a file name: rename the file or its folder'
        : `llama-bench did not give a speed (${run.problem})`,
    )
  return { ...facts, runs: [run.value] }
}

/** Lines for a person. */
export function describeMachine(facts: MachineFacts): string {
  const { processor, memory } = facts
  return [
    line('System', facts.release),
    line('Virtual machine', facts.virtualization),
    line('Processor', processor.name),
    line('Sockets', processor.sockets),
    line('Cores', processor.cores),
    line('Threads', processor.threads),
    line('Instruction sets', processor.instructionSets),
    line('Memory', memory.total, gigabytes),
    line('Memory limit', memory.limit, gigabytes),
    line('Memory free', memory.available, gigabytes),
    line('Memory speed', memory.megatransfers, (value) => `${String(value)} MT/s`),
    ...facts.disks.map((disk) => line(`Disk ${disk.name}`, disk.size, gigabytes)),
    ...facts.devices.flatMap((device, index) => [
      line(`Device ${index + 1}`, device.name),
      line(`Device ${index + 1} memory`, device.memory, gigabytes),
    ]),
    ...(facts.devices.length === 0 ? ['Devices: none found'] : []),
    ...(facts.measurement === undefined ? [] : describeMeasurement(facts.measurement)),
    ...(facts.runs ?? []).map(describeRun),
    ...facts.gaps.map((gap) => `not read: ${gap.origin} (${gap.code})`),
  ].join('\n')
}

function describeRun({ answerSpeed, backend, build, device, file, program, promptSpeed, takenAt }: ModelRun): string {
  const prompt = promptSpeed === null ? 'not known' : `${promptSpeed / 1000} tokens/s`
  const by = [program, build, backend, device].filter((part) => typeof part === 'string').join(', ')
  return `${file}: ${answerSpeed / 1000} tokens/s, prompt ${prompt}  [${by}, ${takenAt}]`
}

const warnings: Readonly<Record<MachineMeasurement['warnings'][number], string>> = {
  unsteady: 'the runs differ by more than 15 %: something else was at work, measure again',
  'on-battery': 'measured on battery: on mains it may be faster',
  'power-unknown': 'it is not known whether the machine was on mains',
  'small-buffers': 'little memory: a cache may have made it look faster',
}

function describeMeasurement(measurement: MachineMeasurement): readonly string[] {
  const { bandwidth, float32, integer8 } = measurement
  const rate = (name: string, measured: MeasuredRate | null, unit: string): string =>
    measured === null
      ? `${name}: not known`
      : `${name}: ${(measured.best / 1e9).toFixed(1)} ${unit}, spread ${(measured.spread / 100).toFixed(1)} %`
  return [
    `Measured ${measurement.takenAt} with ${measurement.threads} threads of ${measurement.bytesPerThread / 2 ** 20} MiB`,
    rate('Memory read', bandwidth, 'GB/s'),
    rate('32-bit floating point', float32, 'GFLOP/s'),
    rate('8-bit integers', integer8, 'GOP/s'),
    ...measurement.warnings.map((warning) => `warning: ${warnings[warning]}`),
  ]
}

function line<Value>(name: string, fact: MachineFact<Value>, write: (value: Value) => string = String): string {
  const value = fact.value === null ? 'not known' : write(fact.value)
  return `${name}: ${value}  [${fact.origin}]`
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`
}
