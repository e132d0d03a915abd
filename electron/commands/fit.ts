/** `fit`: memory and speed of a model on devices, for one deployment or for a file of cases. */
import type { CliCommand } from './command.ts'
import { ofCases } from './fit-cases.ts'
import { ofDeployment } from './fit-deployment.ts'
import { knowledgeFor, optional, readJsonFile } from './load.ts'

export const fitCommand: CliCommand = {
  name: 'fit',
  usage:
    'fit (--model ID | --file PATH) --quant Q --engine E --context N --concurrency N --hardware ID --count N [--tensor N --pipeline N --replicas N --expert-parallel] [--cache TYPE] [--offload-layers N|fit --offload-experts N|fit] [--memory BYTES --bandwidth BYTES --cores N --operations N] | fit --cases FILE   memory, fit and speed',
  options: {
    model: { type: 'string' },
    /** config.json, or a GGUF or safetensors file of one's own. */
    file: { type: 'string' },
    quant: { type: 'string' },
    engine: { type: 'string' },
    context: { type: 'string' },
    concurrency: { type: 'string' },
    hardware: { type: 'string' },
    count: { type: 'string' },
    prompt: { type: 'string' },
    answer: { type: 'string' },
    memory: { type: 'string' },
    /** Measured on this machine: bytes per second read from memory, and the cores that took part. */
    bandwidth: { type: 'string' },
    cores: { type: 'string' },
    /** 32-bit operations per second of those cores together. */
    operations: { type: 'string' },
    cache: { type: 'string' },
    tensor: { type: 'string' },
    pipeline: { type: 'string' },
    replicas: { type: 'string' },
    'expert-parallel': { type: 'boolean' },
    'offload-layers': { type: 'string' },
    'offload-experts': { type: 'string' },
    cases: { type: 'string' },
  },
  run: async (input) => {
    const knowledge = await knowledgeFor(input)
    const cases = optional(input, 'cases')
    return cases === null ? ofDeployment(input, knowledge) : ofCases(await readJsonFile(cases), cases, knowledge)
  },
}
