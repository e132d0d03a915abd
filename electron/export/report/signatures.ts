/** What the plan rests on and how anyone can check it: reference data, evidence, signatures, two commands. */
import { fingerprintOf, type PublicKey } from '../../../shared/base/envelope.ts'
import type { SignerSummary } from '../../../shared/contract.ts'
import { html, type Markup } from '../html.ts'
import type { Report } from './input.ts'
import { momentText } from './speech.ts'
import { table, type Chapter } from './table.ts'

export function knowledgeChapter({ plan, speech }: Report): Chapter {
  const packs = Object.entries(plan.knowledge)
  const evidence = Object.entries(plan.evidence)
  return {
    title: speech.word('report.knowledge'),
    body: [
      html`<p class="note">${speech.word('report.knowledgeLead')}</p>`,
      table(
        null,
        [
          { name: speech.word('report.pack'), cell: ([pack]) => speech.word(`pack.${pack}`) },
          { name: speech.word('report.digest'), as: 'wide', cell: ([, digest]) => html`<code>${bare(digest)}</code>` },
        ],
        packs,
        'small digests',
      ),
      evidence.length === 0
        ? null
        : html`<h3>${speech.word('report.evidence')}</h3>${table(
            null,
            [
              { name: speech.word('report.file'), cell: ([, file]) => html`<bdi>${file.name}</bdi>` },
              { name: speech.word('report.bytes'), as: 'number', cell: ([, file]) => speech.word('report.size', { size: { bytes: file.bytes } }) },
              { name: speech.word('report.digest'), as: 'wide', cell: ([, file]) => html`<code>${bare(file.digest)}</code>` },
            ],
            evidence,
            'small digests',
          )}`,
    ],
  }
}

export function signaturesChapter(report: Report): Chapter {
  const { signatures, digest, speech, plan } = report
  const [first] = signatures
  return {
    title: speech.word('report.signatures'),
    body: [
      signatures.length === 0
        ? html`<p>${speech.word('report.noSignatures')}</p>`
        : html`<div class="signatures">${signatures.map((signature) => signatureBlock(signature, report))}</div>`,
      html`<h3>${speech.word('report.fingerprint')}</h3><p><code>${grouped(digest)}</code></p>`,
      plan.previous === null
        ? null
        : html`<p>${speech.word('report.previous')} <code>${grouped(bare(plan.previous))}</code></p>`,
      first === undefined ? null : verification(first, report),
    ],
  }
}

function signatureBlock(signature: SignerSummary, { speech }: Report): Markup {
  return html`<div class="signature"><p><strong><bdi>${signature.name}</bdi></strong>${signature.role === 'author' ? null : html`, <bdi>${signature.role}</bdi>`}</p>
<p>${signature.decision === 'author' ? speech.word('report.role.author') : html`<strong>${speech.word(`verify.decision.${signature.decision}`)}</strong>`}</p>
<p>${speech.word('report.claimedTime', { at: momentText(signature.claimedTime, speech) })}</p>
<p>${speech.word('report.signedBy', { fingerprint: '' })}<code>${fingerprintOf(signature.keyId)}</code></p></div>`
}

/** The commands for the first statement; the others have the next numbers. */
function verification(first: SignerSummary, { keys, speech }: Report): Markup {
  const key = keys.find((one) => one.keyId === first.keyId)
  const hash = key === undefined ? '' : hashes[key.algorithm]
  const commands = [
    `openssl pkeyutl -verify -pubin -inkey keys/${first.keyId}.pem -rawin${hash} -in statements/1.pae.bin -sigfile statements/1.sig`,
    'openssl dgst -sha256 plan.json',
  ]
  return html`<h3>${speech.word('report.howToVerify')}</h3>
<p>${speech.word('report.verifyText')}</p>
<ol class="commands">${commands.map((command, index) => html`<li><code>${command}</code> ${speech.word(`report.verifyStep.${index + 1}`)}</li>`)}</ol>`
}

/** Ed25519 hashes by itself; ECDSA needs to be told. */
const hashes: Readonly<Record<PublicKey['algorithm'], string>> = {
  'Ed25519': '',
  'ECDSA-P256': ' -digest sha256',
  'ECDSA-P384': ' -digest sha384',
  'ML-DSA-65': '',
}

const bare = (digest: string): string => digest.replace(/^sha256:/, '')

/** Groups of eight, so that two people can compare them aloud. */
const grouped = (digest: string): string => digest.match(/.{1,8}/g)?.join(' ') ?? digest
