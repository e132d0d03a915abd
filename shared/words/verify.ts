/** Words of verification: each check, its verdict, and what a reader must know about signatures. */
export const verifyWords = {
  'verify.check.bundle': 'The file is what a bundle is',
  'verify.check.canonical': 'The plan is in its one exact form',
  'verify.check.schema': 'The form of the plan is known',
  'verify.check.statements': 'The statements are well formed',
  'verify.check.digests': 'The statements are about this plan',
  'verify.check.signatures': 'The signatures are genuine',
  'verify.check.keys': 'The keys belong to known persons',
  'verify.check.policy': 'The rules of the board are met',
  'verify.check.knowledge': 'The reference data is known here',
  'verify.check.assessment': 'The assessment follows from the answers',
  'verify.check.log': 'The audit log is unbroken',
  'verify.verdict.valid': 'Valid',
  'verify.verdict.invalid': 'Not valid',
  'verify.verdict.incomplete': 'Not fully checked',
  'verify.verdict.unapproved': 'Genuine, but not approved',
  'verify.result.pass': 'passed',
  'verify.result.fail': 'failed',
  'verify.result.not-checkable': 'not checkable here',
  'verify.decision.author': 'Author',
  'verify.decision.approve': 'Approves',
  'verify.decision.approve-with-conditions': 'Approves with conditions',
  'verify.decision.reject': 'Rejects',
  'verify.decision.withdraw': 'Withdraws',
  'verify.bundle.pass': 'Nothing is missing and nothing else is in it.',
  'verify.canonical.pass': 'plan.json is strict JSON and equals its own canonical form (RFC 8785).',
  'verify.schema.pass': 'The document follows homeport/signed-plan/1.',
  'verify.statements.pass':
    '{count, plural, one {The statement has} other {All # statements have}} the documented form.',
  'verify.digests.pass':
    '{count, plural, one {The statement names} other {All # statements name}} exactly these bytes.',
  'verify.signatures.pass':
    '{count, plural, one {The signature matches} other {All # signatures match}} the statements and their keys.',
  'verify.keys.pass':
    '{count, plural, one {The key is} other {# keys are}} in your trust store and {count, plural, one {was} other {were}} valid at the claimed time.',
  'verify.policy.pass': 'Roles are granted, and enough persons have approved.',
  'verify.knowledge.pass': '{count, plural, one {The pack is} other {All # packs are}} the same here, byte for byte.',
  'verify.assessment.pass': 'Derived again from the answers, it is the same, byte for byte.',
  'verify.log.pass': 'The log still begins with what it held when the plan was signed.',
  'verify.warning.same-statement': 'The same statement is there more than once. It counts once.',
  'verify.warning.fpr-compare':
    'Signatures show that nothing was changed, not who signed. Compare each key’s fingerprint with one you received by another way.',
  'verify.warning.unknown-signer': 'Statement {statement, number} is by an unknown signer. It does not count.',
  'verify.warning.confusable':
    'Text at {path} mixes scripts or holds invisible characters. It may read as something else.',
  'verify.warning.clock-behind':
    'Statement {statement, number}: the signer’s clock ran behind a time it had already seen.',
  'verify.warning.repacked': 'The file was packed again by another program. What it holds was checked.',
  'verify.warning.time-order': 'Statement {statement, number} claims a later time than the one by which it provably existed.',
  'verify.warning.page': 'The signed parts inside the page were checked. What the page itself shows in a browser was not.',
  'verify.page.checking': 'Checking the signatures …',
  'verify.page.no-script':
    'This page verifies itself with a script that your program does not run. Open it in a browser, or use verify.sh, verify.py or Homeport.',
  'verify.page.unchanged':
    '{count, plural, one {The signature matches this plan} =2 {Both signatures match this plan} other {All # signatures match this plan}}',
  'verify.page.unchanged-note':
    'Nothing was changed since signing. This page cannot know who holds the keys: compare each fingerprint with one you received by another way.',
  'verify.page.broken': 'Do not rely on this plan',
  'verify.page.broken-note': 'A check failed. The plan is not shown.',
  'verify.page.disagree':
    'This page and the browser come to different results about a signature. That happens only with forged keys or a faulty browser.',
  'verify.page.checks': 'What was checked',
  'verify.page.signatures': 'Signatures',
  'verify.page.claimed-name': '{name}, by their own account',
  'verify.page.claimed-time': 'Time by the signer’s clock: {at}',
  'verify.page.fingerprint': 'Fingerprint to compare',
  'verify.page.full-key': 'Full key id',
  'verify.page.twice': 'Checked twice: by this page and by the browser’s own cryptography.',
  'verify.page.once': 'Checked by this page. The browser’s own cryptography does not know this kind of key here.',
  'verify.page.conditions': 'Conditions',
  'verify.page.limits': 'What this page cannot show',
  'verify.limits.title': 'What this does not prove',
  'verify.limits.identity':
    'Who holds a key: the trust store says so, and it is as good as the comparison of fingerprints behind it.',
  'verify.limits.identity-none':
    'Who signed: without a trust store, only fingerprints that you compare by another way tell.',
  'verify.limits.time': 'When it was signed: the times are what the signers’ clocks said.',
  'verify.limits.complete':
    'That nothing was left out: a rejection that did not come with the bundle cannot be seen in it.',
  'verify.limits.truth': 'That the answers are true: only that they are the ones that were signed.',
  'verify.page.limit-page':
    'Whoever can change the plan can also build a page like this one. For proof, verify the bundle with a copy of Homeport, openssl or verify.py that you trust.',
  'verify.page.limit-assessment':
    'Whether the assessment follows from the answers is derived again by Homeport: homeport verify.',
  'verify.page.document': 'The signed document, as it is',
  'verify.page.plan-digest': 'SHA-256 of plan.json',
} as const

export const verifyWordsDe: Record<keyof typeof verifyWords, string> = {
  'verify.check.bundle': 'Datei ist ein Bündel',
  'verify.check.canonical': 'Plan liegt in seiner einen genauen Form vor',
  'verify.check.schema': 'Form des Plans ist bekannt',
  'verify.check.statements': 'Erklärungen sind wohlgeformt',
  'verify.check.digests': 'Erklärungen gelten für diesen Plan',
  'verify.check.signatures': 'Signaturen sind echt',
  'verify.check.keys': 'Schlüssel gehören bekannten Personen',
  'verify.check.policy': 'Regeln des Gremiums sind erfüllt',
  'verify.check.knowledge': 'Referenzdaten sind hier bekannt',
  'verify.check.assessment': 'Bewertung folgt aus den Antworten',
  'verify.check.log': 'Prüfprotokoll ist lückenlos',
  'verify.verdict.valid': 'Gültig',
  'verify.verdict.invalid': 'Ungültig',
  'verify.verdict.incomplete': 'Nicht vollständig geprüft',
  'verify.verdict.unapproved': 'Echt, aber nicht genehmigt',
  'verify.result.pass': 'bestanden',
  'verify.result.fail': 'nicht bestanden',
  'verify.result.not-checkable': 'hier nicht prüfbar',
  'verify.decision.author': 'Verfasst',
  'verify.decision.approve': 'Stimmt zu',
  'verify.decision.approve-with-conditions': 'Stimmt unter Auflagen zu',
  'verify.decision.reject': 'Lehnt ab',
  'verify.decision.withdraw': 'Zieht zurück',
  'verify.bundle.pass': 'Es fehlt nichts, und nichts anderes ist enthalten.',
  'verify.canonical.pass': 'plan.json ist strenges JSON und gleicht seiner eigenen kanonischen Form (RFC 8785).',
  'verify.schema.pass': 'Das Dokument folgt homeport/signed-plan/1.',
  'verify.statements.pass':
    '{count, plural, one {Die Erklärung hat} other {Alle # Erklärungen haben}} die dokumentierte Form.',
  'verify.digests.pass':
    '{count, plural, one {Die Erklärung nennt} other {Alle # Erklärungen nennen}} genau diese Bytes.',
  'verify.signatures.pass':
    '{count, plural, one {Die Signatur passt} other {Alle # Signaturen passen}} zu Erklärung und Schlüssel.',
  'verify.keys.pass':
    '{count, plural, one {Der Schlüssel steht} other {# Schlüssel stehen}} in Ihrem Vertrauensspeicher und {count, plural, one {war} other {waren}} zur angegebenen Zeit gültig.',
  'verify.policy.pass': 'Die Rollen sind erteilt, und genügend Personen haben zugestimmt.',
  'verify.knowledge.pass': '{count, plural, one {Das Paket ist} other {Alle # Pakete sind}} hier Byte für Byte gleich.',
  'verify.assessment.pass': 'Neu aus den Antworten abgeleitet, ist sie Byte für Byte gleich.',
  'verify.log.pass': 'Das Protokoll beginnt noch mit dem, was es bei der Signatur enthielt.',
  'verify.warning.same-statement': 'Dieselbe Erklärung liegt mehrfach vor. Sie zählt einmal.',
  'verify.warning.fpr-compare':
    'Signaturen zeigen, dass nichts verändert wurde, nicht, wer signiert hat. Vergleichen Sie den Fingerabdruck jedes Schlüssels mit einem, den Sie auf anderem Weg erhalten haben.',
  'verify.warning.unknown-signer':
    'Erklärung {statement, number} stammt von einer unbekannten Person. Sie zählt nicht.',
  'verify.warning.confusable':
    'Text bei {path} mischt Schriften oder enthält unsichtbare Zeichen. Er kann sich anders lesen, als er lautet.',
  'verify.warning.clock-behind':
    'Erklärung {statement, number}: Die Uhr der signierenden Person ging hinter eine schon gesehene Zeit zurück.',
  'verify.warning.repacked': 'Die Datei wurde von einem anderen Programm neu gepackt. Ihr Inhalt wurde geprüft.',
  'verify.warning.time-order': 'Erklärung {statement, number} nennt eine spätere Zeit als die, zu der es sie nachweislich schon gab.',
  'verify.warning.page': 'Geprüft wurden die signierten Teile in der Seite, nicht, was die Seite selbst im Browser zeigt.',
  'verify.page.checking': 'Die Signaturen werden geprüft …',
  'verify.page.no-script':
    'Diese Seite prüft sich selbst mit einem Skript, das Ihr Programm nicht ausführt. Öffnen Sie sie in einem Browser, oder verwenden Sie verify.sh, verify.py oder Homeport.',
  'verify.page.unchanged':
    '{count, plural, one {Die Signatur passt zu diesem Plan} =2 {Beide Signaturen passen zu diesem Plan} other {Alle # Signaturen passen zu diesem Plan}}',
  'verify.page.unchanged-note':
    'Seit der Signatur wurde nichts verändert. Diese Seite kann nicht wissen, wer die Schlüssel hat: Vergleichen Sie jeden Fingerabdruck mit einem, den Sie auf anderem Weg erhalten haben.',
  'verify.page.broken': 'Verlassen Sie sich nicht auf diesen Plan',
  'verify.page.broken-note': 'Eine Prüfung wurde nicht bestanden. Der Plan wird nicht gezeigt.',
  'verify.page.disagree':
    'Diese Seite und der Browser kommen bei einer Signatur zu verschiedenen Ergebnissen. Das geschieht nur bei gefälschten Schlüsseln oder einem fehlerhaften Browser.',
  'verify.page.checks': 'Was geprüft wurde',
  'verify.page.signatures': 'Signaturen',
  'verify.page.claimed-name': '{name}, nach eigener Angabe',
  'verify.page.claimed-time': 'Zeit nach der Uhr der signierenden Person: {at}',
  'verify.page.fingerprint': 'Fingerabdruck zum Vergleichen',
  'verify.page.full-key': 'Vollständige Schlüsselkennung',
  'verify.page.twice': 'Doppelt geprüft: von dieser Seite und von der Kryptografie des Browsers.',
  'verify.page.once': 'Von dieser Seite geprüft. Die Kryptografie des Browsers kennt diese Schlüsselart hier nicht.',
  'verify.page.conditions': 'Auflagen',
  'verify.page.limits': 'Was diese Seite nicht zeigen kann',
  'verify.limits.title': 'Was das nicht beweist',
  'verify.limits.identity':
    'Wer einen Schlüssel besitzt: Das sagt der Vertrauensspeicher, und er ist so gut wie der Vergleich der Fingerabdrücke dahinter.',
  'verify.limits.identity-none':
    'Wer signiert hat: Ohne Vertrauensspeicher sagen das nur Fingerabdrücke, die Sie auf anderem Weg vergleichen.',
  'verify.limits.time': 'Wann signiert wurde: Die Zeiten sind die Angaben der Uhren der Signierenden.',
  'verify.limits.complete':
    'Dass nichts weggelassen wurde: Eine Ablehnung, die nicht mit dem Bündel kam, ist darin nicht zu sehen.',
  'verify.limits.truth': 'Dass die Antworten wahr sind: nur, dass es die signierten sind.',
  'verify.page.limit-page':
    'Wer den Plan ändern kann, kann auch eine Seite wie diese bauen. Zum Nachweis prüfen Sie das Bündel mit einem Homeport, openssl oder verify.py, dem Sie vertrauen.',
  'verify.page.limit-assessment': 'Ob die Bewertung aus den Antworten folgt, leitet Homeport neu ab: homeport verify.',
  'verify.page.document': 'Das signierte Dokument, wie es ist',
  'verify.page.plan-digest': 'SHA-256 von plan.json',
}

export const verifyWordsFr: Record<keyof typeof verifyWords, string> = {
  'verify.check.bundle': 'Le fichier a la forme d’un paquet',
  'verify.check.canonical': 'Le plan est dans sa seule forme exacte',
  'verify.check.schema': 'La forme du plan est connue',
  'verify.check.statements': 'Les déclarations sont bien formées',
  'verify.check.digests': 'Les déclarations portent sur ce plan',
  'verify.check.signatures': 'Les signatures sont authentiques',
  'verify.check.keys': 'Les clés appartiennent à des personnes connues',
  'verify.check.policy': 'Les règles du comité sont respectées',
  'verify.check.knowledge': 'Les données de référence sont connues ici',
  'verify.check.assessment': 'L’évaluation découle des réponses',
  'verify.check.log': 'Le journal d’audit est intact',
  'verify.verdict.valid': 'Valide',
  'verify.verdict.invalid': 'Non valide',
  'verify.verdict.incomplete': 'Contrôle incomplet',
  'verify.verdict.unapproved': 'Authentique, mais non approuvé',
  'verify.result.pass': 'réussi',
  'verify.result.fail': 'échoué',
  'verify.result.not-checkable': 'non contrôlable ici',
  'verify.decision.author': 'Auteur',
  'verify.decision.approve': 'Approuve',
  'verify.decision.approve-with-conditions': 'Approuve sous conditions',
  'verify.decision.reject': 'Rejette',
  'verify.decision.withdraw': 'Retire',
  'verify.bundle.pass': 'Rien ne manque et rien n’est en trop.',
  'verify.canonical.pass': 'plan.json est du JSON strict et identique à sa propre forme canonique (RFC 8785).',
  'verify.schema.pass': 'Le document suit homeport/signed-plan/1.',
  'verify.statements.pass': '{count, plural, one {# déclaration a} other {# déclarations ont}} la forme documentée.',
  'verify.digests.pass':
    '{count, plural, one {# déclaration désigne} other {# déclarations désignent}} exactement ces octets.',
  'verify.signatures.pass':
    '{count, plural, one {# signature correspond à la déclaration et à sa clé} other {# signatures correspondent aux déclarations et à leurs clés}}.',
  'verify.keys.pass':
    '{count, plural, one {# clé figure} other {# clés figurent}} dans votre magasin de confiance et {count, plural, one {était valide} other {étaient valides}} à l’heure déclarée.',
  'verify.policy.pass': 'Les rôles sont attribués, et suffisamment de personnes ont approuvé.',
  'verify.knowledge.pass':
    '{count, plural, one {# jeu de données est identique} other {# jeux de données sont identiques}} ici, octet pour octet.',
  'verify.assessment.pass': 'Recalculée à partir des réponses, elle est identique, octet pour octet.',
  'verify.log.pass': 'Le journal commence toujours par ce qu’il contenait lors de la signature du plan.',
  'verify.warning.same-statement': 'La même déclaration figure plus d’une fois. Elle compte une seule fois.',
  'verify.warning.fpr-compare':
    'Les signatures montrent que rien n’a été modifié, non qui a signé. Comparez l’empreinte de chaque clé avec celle que vous avez reçue par une autre voie.',
  'verify.warning.unknown-signer':
    'La déclaration {statement, number} émane d’un signataire inconnu. Elle ne compte pas.',
  'verify.warning.confusable':
    'Le texte à l’endroit {path} mélange des écritures ou contient des caractères invisibles. Il peut se lire autrement.',
  'verify.warning.clock-behind':
    'Déclaration {statement, number} : l’horloge du signataire retardait sur une heure qu’elle avait déjà vue.',
  'verify.warning.repacked': 'Le fichier a été recomposé par un autre programme. Son contenu a été contrôlé.',
  'verify.warning.time-order': 'La déclaration {statement, number} indique une heure postérieure à celle où son existence est prouvée.',
  'verify.warning.page': 'Les parties signées contenues dans la page ont été contrôlées, non ce que la page affiche elle-même dans un navigateur.',
  'verify.page.checking': 'Contrôle des signatures…',
  'verify.page.no-script':
    'Cette page se vérifie elle-même par un script que votre programme n’exécute pas. Ouvrez-la dans un navigateur, ou utilisez verify.sh, verify.py ou Homeport.',
  'verify.page.unchanged':
    '{count, plural, one {La signature correspond à ce plan} =2 {Les deux signatures correspondent à ce plan} other {Les # signatures correspondent à ce plan}}',
  'verify.page.unchanged-note':
    'Rien n’a été modifié depuis la signature. Cette page ne peut pas savoir qui détient les clés : comparez chaque empreinte avec celle que vous avez reçue par une autre voie.',
  'verify.page.broken': 'Ne vous fiez pas à ce plan',
  'verify.page.broken-note': 'Un contrôle a échoué. Le plan n’est pas affiché.',
  'verify.page.disagree':
    'Cette page et le navigateur aboutissent à des résultats différents pour une signature. Cela n’arrive qu’avec des clés falsifiées ou un navigateur défectueux.',
  'verify.page.checks': 'Ce qui a été contrôlé',
  'verify.page.signatures': 'Signatures',
  'verify.page.claimed-name': '{name}, selon ses propres dires',
  'verify.page.claimed-time': 'Heure selon l’horloge du signataire : {at}',
  'verify.page.fingerprint': 'Empreinte à comparer',
  'verify.page.full-key': 'Identifiant complet de la clé',
  'verify.page.twice': 'Contrôlé deux fois : par cette page et par la cryptographie du navigateur.',
  'verify.page.once': 'Contrôlé par cette page. La cryptographie du navigateur ne connaît pas ce type de clé ici.',
  'verify.page.conditions': 'Conditions',
  'verify.page.limits': 'Ce que cette page ne peut pas montrer',
  'verify.limits.title': 'Ce que cela ne prouve pas',
  'verify.limits.identity':
    'Qui détient une clé : le registre de confiance le dit, et il vaut ce que vaut la comparaison d’empreintes qui le fonde.',
  'verify.limits.identity-none':
    'Qui a signé : sans registre de confiance, seules des empreintes comparées par une autre voie le disent.',
  'verify.limits.time': 'Quand cela a été signé : les heures sont celles des horloges des signataires.',
  'verify.limits.complete': 'Que rien n’a été omis : un rejet qui n’est pas venu avec le paquet n’y est pas visible.',
  'verify.limits.truth': 'Que les réponses sont vraies : seulement que ce sont celles qui ont été signées.',
  'verify.page.limit-page':
    'Quiconque peut modifier le plan peut aussi fabriquer une page comme celle-ci. Pour une preuve, vérifiez le paquet avec un exemplaire de Homeport, d’openssl ou de verify.py auquel vous faites confiance.',
  'verify.page.limit-assessment': 'Homeport recalcule si l’évaluation découle des réponses : homeport verify.',
  'verify.page.document': 'Le document signé, tel quel',
  'verify.page.plan-digest': 'SHA-256 de plan.json',
}
