/** `knowledge list` and `knowledge verify`: which packs there are, how old, and whether they are what the lock names; and their updates. */
import { packNames } from '../../shared/plan/knowledge.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { UsageError, type CliCommand } from './command.ts'
import { listed, runUpdate, updateOptions } from './knowledge-update.ts'
import { knowledgeFor } from './load.ts'

export const knowledgeCommand: CliCommand = {
  name: 'knowledge',
  usage:
    'knowledge list [--data FOLDER] | verify | diff FOLDER --data FOLDER | trust FOLDER --fingerprint HEX --name NAME --data FOLDER | import FOLDER --data FOLDER [--accept-expired]   the packs; check them; what an update would change; take it in',
  options: updateOptions,
  run: async (input) => {
    const [what, folder] = input.positionals
    if (what === 'diff' || what === 'trust' || what === 'import') {
      if (folder === undefined) throw new UsageError(`name the folder: knowledge ${what} FOLDER`)
      return runUpdate(input, what, folder)
    }
    if (what === 'verify') {
      const loaded = await loadKnowledge(input.resources)
      if (loaded.ok)
        return {
          exitCode: 0,
          json: { verdict: 'valid', packs: packNames.length },
          text: `${packNames.length} packs, each with the digest that the lock names`,
        }
      const { pack, path, reason } = loaded.problem
      return {
        exitCode: 1,
        json: { verdict: 'invalid', pack, path, reason },
        text: `not valid: pack "${pack}": ${path} ${reason}`,
      }
    }
    if (what !== undefined && what !== 'list') throw new UsageError('say "knowledge list", "verify", "diff", "trust" or "import"')
    const knowledge = (await listed(input))?.knowledge ?? (await knowledgeFor(input))
    const packs = packNames.map((name) => ({
      name,
      title: knowledge[name].title,
      asOf: knowledge[name].asOf,
      digest: knowledge.digests[name] ?? '',
      notice: knowledge[name].notice,
    }))
    return {
      exitCode: 0,
      json: { packs },
      text: packs.map((pack) => `${pack.name.padEnd(18)} ${pack.asOf}  ${pack.digest}  ${pack.title}`).join('\n'),
    }
  },
}
