/** What a law is called on a page in German, French and English. Expected names are written out by hand. */
import { describe, expect, test } from 'vitest'
import { briefLaw, languageOfLawName, lawNameIn, lawNameValue, shortLaw } from '../../shared/plan/hosting/law-name.ts'
import { referenceOf } from '../../shared/plan/hosting/reference.ts'
import { message } from '../../shared/domain/vocabulary.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { knowledge } from '../support/knowledge.ts'

const law = (id: string) => knowledge.jurisdictions.laws.find((one) => one.id === id)!
const regime = (id: string) => {
  const { title, otherNames } = knowledge.obligations.regimes.find((one) => one.id === id)!
  return { name: title, otherNames }
}

describe('the name of a law', () => {
  test('is that of the reader’s language where one was read', () => {
    expect(lawNameIn(law('CH-SPTA-NDG'), 'de')).toBe('Bundesgesetz betreffend die Überwachung des Post- und Fernmeldeverkehrs (BÜPF) und Nachrichtendienstgesetz (NDG)')
    expect(lawNameIn(law('CA-CC-487'), 'fr')).toBe('Code criminel : ordonnances de communication')
    expect(lawNameIn(law('EU-EEVIDENCE'), 'de')).toMatch(/^E-Evidence-Verordnung: /)
    expect(lawNameIn(regime('gdpr'), 'de')).toBe('Verordnung (EU) 2016/679 (Datenschutz-Grundverordnung, DSGVO)')
    expect(lawNameIn(regime('gdpr'), 'fr')).toMatch(/RGPD/)
    const { name, otherNames } = referenceOf('DATA-ACT-32', knowledge)!
    expect(lawNameIn({ name: name!, otherNames }, 'de')).toBe('Verordnung (EU) 2023/2854 (Datenverordnung, Data Act), Art. 28 und 32')
  })

  test('is the English one elsewhere, and says that it is English', () => {
    expect(lawNameIn(law('CA-CC-487'), 'de')).toBe('Criminal Code production orders')
    expect(lawNameIn(law('US-SCA-CLOUD'), 'fr')).toBe('Stored Communications Act as amended by the CLOUD Act 2018')
    expect(lawNameIn(law('CH-SPTA-NDG'), 'en')).toBe('Surveillance of Post and Telecommunications Act (BUEPF) and Intelligence Service Act (NDG)')
    expect(languageOfLawName(law('CA-CC-487'), 'de')).toBe('en')
    expect(languageOfLawName(law('CA-CC-487'), 'fr')).toBe('fr')
    expect(languageOfLawName(law('CH-SPTA-NDG'), 'en')).toBe('en')
  })

  test('in a sentence is said in the language of the sentence', () => {
    const sentence = message('report.plain', { value: lawNameValue(law('CH-SPTA-NDG'), shortLaw) })
    expect(say(catalogOf('de'), sentence)).toContain('Bundesgesetz betreffend die Überwachung des Post- und Fernmeldeverkehrs und Nachrichtendienstgesetz')
    expect(say(catalogOf('fr'), sentence)).toContain('Loi fédérale sur la surveillance de la correspondance par poste et télécommunication et loi fédérale sur le renseignement')
    expect(say(catalogOf('en'), sentence)).toContain('Surveillance of Post and Telecommunications Act and Intelligence Service Act')
  })

  test('that nobody has read in another language is one text', () => {
    expect(lawNameValue(law('US-FISA702'), shortLaw)).toBe('FISA Title VII s.702')
  })

  test('names the source of every title that is not English', () => {
    const named = [...knowledge.jurisdictions.laws, ...knowledge.obligations.regimes, ...knowledge.jurisdictions.areas.flatMap(({ shieldLaws }) => shieldLaws)].flatMap(({ otherNames = {} }) =>
      [otherNames.de, otherNames.fr].flatMap((one) => (one?.kind === 'title' ? [one.sources] : [])),
    )
    expect(named.length).toBeGreaterThanOrEqual(17)
    for (const sources of named) expect(sources.every(({ url, date }) => url?.startsWith('http') === true && date !== undefined)).toBe(true)
  })

  test('that describes several acts is described in the reader’s language too', () => {
    expect(briefLaw(lawNameIn(law('US-EXPORT-SANCTIONS'), 'de'))).toBe('Dienstsperre durch Exportkontrollen und Sanktionen')
    expect(briefLaw(lawNameIn(law('US-EXPORT-SANCTIONS'), 'fr'))).toBe('Refus de service par contrôle des exportations et sanctions')
    expect(languageOfLawName(law('AE-CYBER'), 'de')).toBe('de')
  })
})
