/** Signed versions with the decisions that came in by review files: what is exported and verified is the whole. */
import { summaryOfSigner, type SignedVersions, type StoredSigner } from '../database/signed.ts'
import type { Reviews } from '../database/reviews.ts'
import { decisionsOf } from '../../shared/plan/review-state.ts'

export function withReviews(signed: SignedVersions, reviews: Reviews): SignedVersions {
  const signersOf = async (planDigest: string): Promise<readonly (StoredSigner & { readonly envelope: string })[]> =>
    decisionsOf(await reviews.read(planDigest)).map(({ envelope, key, second, predicate: { signer, role, decision, claimedTime } }) => ({
      envelope,
      keyId: signer.keyId,
      name: signer.name,
      role,
      decision,
      claimedTime,
      publicKeyPem: key,
      ...(second === null ? {} : { secondKeyPem: second }),
    }))
  return {
    ...signed,
    list: async (plan) => {
      const versions = await signed.list(plan)
      return Promise.all(
        versions.map(async (version) => ({
          ...version,
          signatures: [
            ...version.signatures,
            ...(await signersOf(version.planDigest)).map(({ envelope: _envelope, ...signer }) => summaryOfSigner(signer)),
          ],
        })),
      )
    },
    read: async (plan, version) => {
      const stored = await signed.read(plan, version)
      if (stored === null) return null
      const more = await signersOf(stored.digest)
      return {
        ...stored,
        envelopes: [...stored.envelopes, ...more.map(({ envelope }) => envelope)],
        signers: [...stored.signers, ...more.map(({ envelope: _envelope, ...signer }) => signer)],
      }
    },
  }
}
