/** What a subcommand of the command line is. `electron/cli.ts` lists them and prints what they return. */
import type { ParseArgsConfig } from 'node:util'
import type { TokenHost } from '../tokens/tokens.ts'
import type { PrintPdf } from '../print-pdf.ts'

/** 0 ok, 1 a negative verdict, 2 bad input or usage, 3 a bug. */
export type ExitCode = 0 | 1 | 2 | 3

export type CommandOutcome = {
  readonly exitCode: ExitCode
  /** Printed as one JSON document with `--json`. */
  readonly json: unknown
  /** Printed otherwise. Complete lines for a person. */
  readonly text: string
}

/** Thrown for bad input or usage. The message is one line that says what is wrong and what to do. */
export class UsageError extends Error {}

export type CommandInput = {
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
  readonly positionals: readonly string[]
  /** Folder with `packs/` and `lock.json`. */
  readonly resources: string
  /** Prints an HTML document as a tagged PDF. Null where there is no page to print from: plain Node. */
  readonly printPdf: PrintPdf | null
  /** Runs a vendor's module for keys on tokens. Missing in plain Node, which starts a child process. */
  readonly tokenHost?: TokenHost
  /** Shows how far long work is, over the line before. Missing where nobody watches. */
  readonly progress?: (line: string) => void
}

export type CliCommand = {
  readonly name: string
  /** One line: what it does and its arguments, for `homeport help`. */
  readonly usage: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  readonly run: (input: CommandInput) => Promise<CommandOutcome>
}
