/** What leaving takes (formats that others read, a copy of the weights in safe hands, a restore that was tried), and logs. */
import { choice, choices, day, number, yesNo } from '../field.ts'

const at = { section: 'P23', stage: 'obligations', required: false } as const

export const assuranceFields = {
  /** Open formats and interfaces in which weights, data and calls leave the system. */
  'exit.formats': choices(at, ['safetensors', 'gguf', 'onnx', 'openai-interface', 'oci-images', 'json-csv', 'open-documents', 'none']),
  'exit.escrow': choice(at, ['own-copy', 'escrow-agent', 'second-source', 'none']),
  'exit.restoredOn': day(at),
  /** Notice that the contract asks for before switching. */
  'exit.noticeDays': number(at, 'days', 0, 3650),
  'exit.deletionConfirmed': yesNo(at),
  /** Whether logs hold what people typed or what the model answered. */
  'security.logsHoldContent': yesNo({ section: 'P19', stage: 'obligations' }),
} as const
