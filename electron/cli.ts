/**
 * The command line: the same engines, for automation and for checks. Runs in plain Node, and inside the packaged
 * application as `homeport cli …`.
 *
 * Exit codes: 0 ok, 1 a negative verdict, 2 bad input or usage (one line on standard error), 3 a bug in Homeport.
 */
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { UsageError, type CliCommand, type CommandInput, type ExitCode } from './commands/command.ts'
import { auditCommand } from './commands/audit.ts'
import { assessCommand } from './commands/assess.ts'
import { sizeCommand } from './commands/size.ts'
import { countersignCommand, signCommand } from './commands/sign.ts'
import { exportCommand } from './commands/export.ts'
import { exposureCommand } from './commands/exposure.ts'
import { fitCommand } from './commands/fit.ts'
import { courierCommand, inventoryCommand } from './commands/inventory.ts'
import { knowledgeCommand } from './commands/knowledge.ts'
import { licenseCommand } from './commands/license.ts'
import { opennessCommand } from './commands/openness.ts'
import { planCommand } from './commands/plan.ts'
import { redactCommand } from './commands/redact.ts'
import { probeCommand } from './commands/probe.ts'
import { timeCommand } from './commands/time.ts'
import { tokenCommand } from './commands/token.ts'
import { trustCommand } from './commands/trust.ts'
import { rehearseCommand } from './commands/rehearse.ts'
import { inLine, printed } from './commands/printed.ts'
import { verifyCommand } from './commands/verify.ts'
import { weightsCommand } from './commands/weights.ts'
import { resourcesFolder } from './resources.ts'

const commands: readonly CliCommand[] = [
  assessCommand,
  sizeCommand,
  auditCommand,
  countersignCommand,
  courierCommand,
  exportCommand,
  exposureCommand,
  fitCommand,
  inventoryCommand,
  knowledgeCommand,
  licenseCommand,
  opennessCommand,
  planCommand,
  probeCommand,
  redactCommand,
  rehearseCommand,
  signCommand,
  timeCommand,
  tokenCommand,
  trustCommand,
  verifyCommand,
  weightsCommand,
]

/** What only the application can do. Plain Node has no page to print from. */
export type CliAbilities = Pick<CommandInput, 'printPdf' | 'tokenHost'>

export type CliStreams = { readonly out: (text: string) => void; readonly error: (text: string) => void }

/** Runs one command and returns its exit code. Never throws. */
export async function runCli(
  argv: readonly string[],
  abilities: CliAbilities = { printPdf: null },
  streams: CliStreams = { out: (text) => process.stdout.write(text), error: (text) => process.stderr.write(text) },
): Promise<ExitCode> {
  const [name, ...rest] = argv
  const say = (text: string): void => streams.out(printed(text))
  const complain = (text: string): void => streams.error(printed(text))
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    say(help())
    return name === undefined ? 2 : 0
  }
  const command = commands.find((candidate) => candidate.name === name)
  if (command === undefined) {
    complain(`homeport: there is no command "${inLine(name)}"; "homeport help" lists them\n`)
    return 2
  }
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: { ...command.options, json: { type: 'boolean' } },
      allowPositionals: true,
    })
    const outcome = await command.run({ values, positionals, resources: resourcesFolder(), ...abilities, ...watched(streams) })
    say(values['json'] === true ? `${JSON.stringify(outcome.json)}\n` : withLineEnd(outcome.text))
    return outcome.exitCode
  } catch (error) {
    if (error instanceof UsageError || isArgumentError(error)) {
      complain(`homeport ${name}: ${oneLine(error.message)}\n`)
      return 2
    }
    complain(`homeport ${name}: this is a bug in Homeport (${error instanceof Error ? error.name : 'unknown'})\n`)
    if (process.env['HOMEPORT_DEBUG'] === '1' && error instanceof Error) streams.error(`${error.stack ?? ''}\n`)
    return 3
  }
}

/** Progress is for a person at a terminal; each line takes the place of the one before. */
function watched(streams: CliStreams): Pick<CommandInput, 'progress'> {
  return process.stderr.isTTY ? { progress: (line) => streams.error(`\r\u001B[K${line}`) } : {}
}

function help(): string {
  const lines = commands.map((command) => `  ${command.usage}`)
  return `Homeport plans sovereign AI deployments, offline.\n\n${lines.join('\n')}\n\nEvery command takes --json.\n`
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

function withLineEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}

/** Node runs this file directly; the application imports `runCli` instead. */
function isEntry(): boolean {
  const started = process.argv[1]
  if (started === undefined || process.versions['electron'] !== undefined) return false
  return realpathSync(started) === fileURLToPath(import.meta.url)
}

if (isEntry()) {
  void runCli(process.argv.slice(2)).then((code) => {
    process.exitCode = code
  })
}
