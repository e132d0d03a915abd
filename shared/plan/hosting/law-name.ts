/** What a law is called on the reader's page: the one place that chooses, for screens, report and findings alike. */
import type { MessageValue, OtherNames } from '../../domain/vocabulary.ts'

/** A law, an act or a scheme of the packs: its English name, and what it is called in other languages. */
export type NamedLaw = { readonly name: string; readonly otherNames?: OtherNames | undefined }

/** The name of a law in the reader's language (`en`, `de`, `fr`), or the English one where no other was read. */
export function lawNameIn({ name, otherNames }: NamedLaw, language: string): string {
  return otherNameIn(otherNames, language) ?? name
}

/** The language that `lawNameIn` answers in, so that a screen reader says it right. */
export function languageOfLawName({ otherNames }: NamedLaw, language: string): string {
  return otherNameIn(otherNames, language) === null ? 'en' : language
}

function otherNameIn(names: OtherNames | undefined, language: string): string | null {
  return (language === 'de' || language === 'fr' ? names?.[language]?.name : undefined) ?? null
}

/** The name as a value of a sentence that is said in any language later. */
export function lawNameValue(law: NamedLaw, shape: (name: string) => string = (name) => name): MessageValue {
  const { de, fr } = law.otherNames ?? {}
  if (de === undefined && fr === undefined) return shape(law.name)
  return {
    name: shape(law.name),
    ...(de === undefined ? {} : { de: shape(de.name) }),
    ...(fr === undefined ? {} : { fr: shape(fr.name) }),
  }
}

/** Names of laws carry their references in brackets; where there is no room, or where a sentence goes on, they are left out. */
export function shortLaw(name: string): string {
  return name.replace(/\s*\([^)]*\)/g, '').trim()
}

/** The shortest that a law is known by: what follows a colon explains it. */
export function briefLaw(name: string): string {
  return shortLaw(name).split(/\s?: /u)[0] ?? name
}

/** Every name of a law with its language, the English one first. */
export function lawNames({ name, otherNames }: NamedLaw): readonly { readonly name: string; readonly language: string }[] {
  const { de, fr } = otherNames ?? {}
  return [
    { name, language: 'en' },
    ...(de === undefined ? [] : [{ name: de.name, language: 'de' }]),
    ...(fr === undefined ? [] : [{ name: fr.name, language: 'fr' }]),
  ]
}
