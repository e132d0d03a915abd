/** Words of public versions. */
export const publicWords = {
  'export.public': 'Public version',
  'export.public.detail': 'Bundle for publication: chosen parts are withheld, the rest still verifies.',
  'public.chooseShort': 'Choose',
  'public.detail':
    'Withhold what the public must not read. The rest can still be verified with the signatures, and what is withheld cannot be guessed from it.',
  'public.choose': 'Choose what is withheld',
  'public.part': 'Part',
  'public.value': 'Value',
  'public.table': 'Tick what is withheld',
  'public.assessment':
    'With any answer the findings are withheld too, because they quote answers; the outcome stays. The statements always show the names of all parts, the signers’ names, conditions and the names and digests of model files.',
  'public.count': '{count, plural, =0 {Nothing is withheld yet.} one {# part is withheld.} other {# parts are withheld.}}',
  'public.save': 'Save the public version',
  'public.entry': '{kind}: {entry}',
  'public.table.schema': 'Form of the plan',
  'public.table.id': 'Number of the plan',
  'public.table.createdAt': 'Plan made on',
  'public.table.language': 'Language of the plan',
  'public.table.decisions': 'Decision on a finding',
  'public.table.duties': 'Duty',
  'public.table.evidence': 'Evidence',
  'public.table.alternatives': 'Alternative',
  'public.table.machines': 'Machine',
  'public.table.models': 'Own model',
  'public.table.accelerators': 'Own device',
  'public.table.fleet': 'Machine type',
  'public.table.providers': 'Own provider',
  'public.table.houseRules': 'House rule',
  'public.table.weights': 'Model files',
  'public.table.ranges': 'Range of a figure',
  'public.table.knowledge': 'Reference data',
  'public.table.previous': 'Signed version before',
  'public.old': 'This version was signed before public versions were possible. Sign the plan again to publish a part of it.',
  'public.page.lead': 'Public version. {count, plural, =0 {Nothing is withheld.} one {# part is withheld.} other {# parts are withheld.}}',
  'public.page.others': 'Other parts that are shown',
  'public.page.withheld': 'Withheld',
  'verify.open.withheld': 'Needs parts that this public version withholds.',
  'verify.public.schema': 'The document follows homeport/public-plan/1.',
  'verify.public.digests':
    '{shown, plural, one {# part is} other {# parts are}} shown as signed; {withheld, plural, =0 {nothing is} one {# part is} other {# parts are}} withheld, and every part is accounted for.',
  'verify.fault.redaction':
    'Not as it was signed (statement {statement, number}): {parts}{count, plural, =1 {} =2 {} =3 {} =4 {} =5 {} other { and more, # in all}}.',
  'verify.warning.withheld':
    '{count, plural, one {# part is} other {# parts are}} withheld. That the assessment follows from the answers can only be checked with the whole plan.',
} as const

export const publicWordsDe: Record<keyof typeof publicWords, string> = {
  'export.public': 'Öffentliche Fassung',
  'export.public.detail':
    'Bündel zum Veröffentlichen: Ausgewähltes wird zurückgehalten, der Rest bleibt prüfbar.',
  'public.chooseShort': 'Auswählen',
  'public.detail':
    'Halten Sie zurück, was die Öffentlichkeit nicht lesen darf. Der Rest lässt sich weiterhin mit den Signaturen prüfen, und Zurückgehaltenes lässt sich daraus nicht erraten.',
  'public.choose': 'Auswählen, was zurückgehalten wird',
  'public.part': 'Teil',
  'public.value': 'Wert',
  'public.table': 'Ankreuzen, was zurückgehalten wird',
  'public.assessment':
    'Mit jeder Antwort werden auch die Befunde zurückgehalten, weil sie Antworten zitieren; das Ergebnis bleibt. Die Erklärungen zeigen immer die Namen aller Teile, die Namen der Signierenden, Auflagen sowie Namen und Prüfsummen der Modelldateien.',
  'public.count':
    '{count, plural, =0 {Noch wird nichts zurückgehalten.} one {# Teil wird zurückgehalten.} other {# Teile werden zurückgehalten.}}',
  'public.save': 'Öffentliche Fassung speichern',
  'public.entry': '{kind}: {entry}',
  'public.table.schema': 'Form des Plans',
  'public.table.id': 'Nummer des Plans',
  'public.table.createdAt': 'Plan angelegt am',
  'public.table.language': 'Sprache des Plans',
  'public.table.decisions': 'Entscheidung zu einem Befund',
  'public.table.duties': 'Pflicht',
  'public.table.evidence': 'Nachweis',
  'public.table.alternatives': 'Alternative',
  'public.table.machines': 'Rechner',
  'public.table.models': 'Eigenes Modell',
  'public.table.accelerators': 'Eigenes Gerät',
  'public.table.fleet': 'Rechnertyp',
  'public.table.providers': 'Eigener Anbieter',
  'public.table.houseRules': 'Hausregel',
  'public.table.weights': 'Modelldateien',
  'public.table.ranges': 'Spanne einer Zahl',
  'public.table.knowledge': 'Referenzdaten',
  'public.table.previous': 'Signierte Fassung davor',
  'public.old':
    'Diese Version wurde signiert, bevor es öffentliche Fassungen gab. Signieren Sie den Plan erneut, um einen Teil zu veröffentlichen.',
  'public.page.lead':
    'Öffentliche Fassung. {count, plural, =0 {Nichts ist zurückgehalten.} one {# Teil ist zurückgehalten.} other {# Teile sind zurückgehalten.}}',
  'public.page.others': 'Weitere gezeigte Teile',
  'public.page.withheld': 'Zurückgehalten',
  'verify.open.withheld': 'Erfordert Teile, die diese öffentliche Fassung zurückhält.',
  'verify.public.schema': 'Das Dokument folgt homeport/public-plan/1.',
  'verify.public.digests':
    '{shown, plural, one {# Teil ist} other {# Teile sind}} gezeigt wie signiert; {withheld, plural, =0 {nichts ist} one {# Teil ist} other {# Teile sind}} zurückgehalten, und jeder Teil ist verzeichnet.',
  'verify.fault.redaction':
    'Nicht wie signiert (Erklärung {statement, number}): {parts}{count, plural, =1 {} =2 {} =3 {} =4 {} =5 {} other { und weitere, insgesamt #}}.',
  'verify.warning.withheld':
    '{count, plural, one {# Teil ist} other {# Teile sind}} zurückgehalten. Ob die Bewertung aus den Antworten folgt, lässt sich nur mit dem ganzen Plan prüfen.',
}

export const publicWordsFr: Record<keyof typeof publicWords, string> = {
  'export.public': 'Version publique',
  'export.public.detail':
    'Paquet à publier : les parties choisies sont retenues, le reste se vérifie encore.',
  'public.chooseShort': 'Choisir',
  'public.detail':
    'Retenez ce que le public ne doit pas lire. Le reste peut toujours être vérifié avec les signatures, et ce qui est retenu ne peut pas en être deviné.',
  'public.choose': 'Choisir ce qui est retenu',
  'public.part': 'Partie',
  'public.value': 'Valeur',
  'public.table': 'Cochez ce qui est retenu',
  'public.assessment':
    'Avec toute réponse, les constats sont retenus aussi, car ils citent des réponses ; le résultat reste. Les déclarations montrent toujours les noms de toutes les parties, ceux des signataires, les conditions ainsi que les noms et empreintes des fichiers du modèle.',
  'public.count':
    '{count, plural, =0 {Rien n’est encore retenu.} one {# partie est retenue.} other {# parties sont retenues.}}',
  'public.save': 'Enregistrer la version publique',
  'public.entry': '{kind} : {entry}',
  'public.table.schema': 'Forme du plan',
  'public.table.id': 'Numéro du plan',
  'public.table.createdAt': 'Plan créé le',
  'public.table.language': 'Langue du plan',
  'public.table.decisions': 'Décision sur un constat',
  'public.table.duties': 'Obligation',
  'public.table.evidence': 'Preuve',
  'public.table.alternatives': 'Autre choix',
  'public.table.machines': 'Machine',
  'public.table.models': 'Modèle propre',
  'public.table.accelerators': 'Appareil propre',
  'public.table.fleet': 'Type de machine',
  'public.table.providers': 'Fournisseur propre',
  'public.table.houseRules': 'Règle interne',
  'public.table.weights': 'Fichiers du modèle',
  'public.table.ranges': 'Fourchette d’un chiffre',
  'public.table.knowledge': 'Données de référence',
  'public.table.previous': 'Version signée précédente',
  'public.old':
    'Cette version a été signée avant que les versions publiques n’existent. Signez de nouveau le plan pour en publier une partie.',
  'public.page.lead':
    'Version publique. {count, plural, =0 {Rien n’est retenu.} one {# partie est retenue.} other {# parties sont retenues.}}',
  'public.page.others': 'Autres parties montrées',
  'public.page.withheld': 'Retenu',
  'verify.open.withheld': 'Requiert des parties que cette version publique retient.',
  'verify.public.schema': 'Le document suit homeport/public-plan/1.',
  'verify.public.digests':
    '{shown, plural, one {# partie est montrée} other {# parties sont montrées}} comme signé ; {withheld, plural, =0 {rien n’est retenu} one {# partie est retenue} other {# parties sont retenues}}, et chaque partie est recensée.',
  'verify.fault.redaction':
    'Pas comme signé (déclaration {statement, number}) : {parts}{count, plural, =1 {} =2 {} =3 {} =4 {} =5 {} other { et d’autres, # au total}}.',
  'verify.warning.withheld':
    '{count, plural, one {# partie est retenue} other {# parties sont retenues}}. Que l’évaluation découle des réponses ne peut être contrôlé qu’avec le plan entier.',
}
