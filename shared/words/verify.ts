/** Words of verification: each check, what it found, and what a reader must know about signatures. */
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
  'verify.open.earlier': 'Not checked, because an earlier check failed.',
  'verify.open.unsigned': 'There is no statement: the plan is not signed.',
  'verify.open.no-trust':
    'Nothing here says whose keys these are. Compare the fingerprints with ones you received by another way.',
  'verify.open.no-board': 'Needs the trust store of your board.',
  'verify.open.trust-expired':
    'Your trust store expired on {day}: whose keys these are cannot be said until you import a newer version.',
  'verify.open.no-policy': 'Your trust store names no required approvals.',
  'verify.open.no-knowledge':
    'The reference data is not at hand here. The Homeport application or command line can check this.',
  'verify.open.other-knowledge': 'The plan rests on other versions of: {packs}.',
  'verify.open.other-knowledge-before': 'Needs the reference data that the plan rests on.',
  'verify.open.no-log': 'The audit log of the signer is not at hand here.',
  'verify.fault.size':
    '{where, select, plan {plan.json at position {at, number}: } other {Statement {statement, number}: }}larger than allowed.',
  'verify.fault.bom':
    '{where, select, plan {plan.json at position {at, number}: } other {Statement {statement, number}: }}starts with a byte order mark or is UTF-16; only plain UTF-8 is read.',
  'verify.fault.utf8':
    '{where, select, plan {plan.json at position {at, number}: } other {Statement {statement, number}: }}bytes that are not UTF-8.',
  'verify.fault.syntax':
    '{where, select, plan {plan.json at position {at, number}: } other {Statement {statement, number}: }}not JSON.',
  'verify.fault.trailing':
    '{where, select, plan {plan.json at position {at, number}: } other {Statement {statement, number}: }}something follows after the end.',
  'verify.fault.depth':
    '{where, select, plan {plan.json at position {at, number}: } other {Statement {statement, number}: }}nested too deeply.',
  'verify.fault.nodes':
    '{where, select, plan {plan.json at position {at, number}: } other {Statement {statement, number}: }}too many values.',
  'verify.fault.dup':
    '{where, select, plan {plan.json at position {at, number}: } other {Statement {statement, number}: }}a member stands there twice.',
  'verify.fault.proto':
    '{where, select, plan {plan.json at position {at, number}: } other {Statement {statement, number}: }}a member has a name that is not allowed.',
  'verify.fault.num':
    '{where, select, plan {plan.json at position {at, number}: } other {Statement {statement, number}: }}a number that has no exact form.',
  'verify.fault.surrogate':
    '{where, select, plan {plan.json at position {at, number}: } other {Statement {statement, number}: }}text that is not valid Unicode.',
  'verify.fault.nfc':
    '{where, select, plan {plan.json at position {at, number}: } other {Statement {statement, number}: }}text that is not in Unicode normalization form C.',
  'verify.fault.ctrl':
    '{where, select, plan {plan.json at position {at, number}: } other {Statement {statement, number}: }}a control character.',
  'verify.fault.bidi':
    '{where, select, plan {plan.json at position {at, number}: } other {Statement {statement, number}: }}a character that hides or reorders text.',
  'verify.fault.not-canonical':
    '{where, select, plan {plan.json} other {Statement {statement, number}}} is not in its canonical form. It was changed or written by another program.',
  'verify.fault.schema-id': 'This is not a signed plan of a form that this version knows.',
  'verify.fault.schema':
    '{where, select, plan {plan.json} other {Statement {statement, number}}} does not have the documented form at {path}.',
  'verify.fault.env-field': 'Statement {statement, number}: the envelope has members that an envelope does not have.',
  'verify.fault.payloadtype': 'Statement {statement, number}: the envelope holds another kind of content.',
  'verify.fault.sigcount':
    '{statement, plural, =0 {No signature: the plan is unsigned.} other {Statement #: no signature, or too many.}}',
  'verify.fault.b64': 'Statement {statement, number}: base64 that is not in its one exact form.',
  'verify.fault.keyid': 'Statement {statement, number}: the key named does not fit the signature.',
  'verify.fault.type': 'Statement {statement, number}: not a statement about a Homeport plan.',
  'verify.fault.subject-count': 'Statement {statement, number}: must be about exactly one plan.',
  'verify.fault.digest-alg': 'Statement {statement, number}: must name the plan by a lower-case SHA-256 only.',
  'verify.fault.subject-digest': 'Statement {statement, number} is about another plan.',
  'verify.fault.no-author': 'The statement of the plan’s author is missing.',
  'verify.fault.changed':
    'Changed after signature {statement, number}: {parts}{count, plural, =1 {} =2 {} =3 {} =4 {} =5 {} other { and more, # in all}}.',
  'verify.fault.statement': 'Statement {statement, number} says something about the plan that is not so.',
  'verify.fault.namespace': 'Statement {statement, number}: its signature was made for something else, not for a plan.',
  'verify.fault.sig-invalid':
    'Statement {statement, number}: the signature does not match. The statement or the signature was changed.',
  'verify.fault.no-key': 'Statement {statement, number}: the public key is missing.',
  'verify.fault.weak-key': 'A public key is weak: with it, anybody could sign. It must not be used.',
  'verify.fault.key-form': 'A public key is not Ed25519, ECDSA P-256 or ECDSA P-384 in its standard form.',
  'verify.fault.no-trusted-sig':
    'Statement {statement, number}: the signature matches, but the key is not in your trust store. Unknown signer.',
  'verify.fault.revoked':
    'Statement {statement, number}: the key was revoked, and nothing proves that it signed before.',
  'verify.fault.key-expired': 'Statement {statement, number}: the key was not valid at the claimed time.',
  'verify.fault.all-of':
    'Statement {statement, number}: the signer’s board asks for all of their keys together, and one is missing.',
  'verify.fault.role': 'Statement {statement, number}: the signer was not granted the role {role}.',
  'verify.fault.sod': 'Statement {statement, number}: authors do not decide on their own plan.',
  'verify.fault.rejected': 'Statement {statement, number} rejects the plan ({role}).',
  'verify.fault.threshold': '{role}: {have, number} of {need, number} persons have approved.',
  'verify.fault.assessment': 'The assessment that was signed does not follow from the answers. It differs in: {parts}.',
  'verify.fault.assess-crash': 'The plan could not be assessed. Please report this as a fault of Homeport.',
  'verify.fault.log-root':
    'The audit log is not the one that statement {statement, number} was made in. Entries were changed or removed.',
  'verify.fault.zip-form': 'This is no bundle of Homeport: {name}.',
  'verify.fault.zip-prefix': 'Something stands before or after the bundle in the file.',
  'verify.fault.zip-mismatch': '{name}: two readers would see two different files.',
  'verify.fault.dup-name': '{name}: stands in the bundle more than once.',
  'verify.fault.name': '{name}: does not belong in a bundle.',
  'verify.fault.bomb': '{name}: unpacks to more than is allowed.',
  'verify.fault.count': 'The bundle holds too many files.',
  'verify.fault.encrypted': '{name}: encrypted files are not read.',
  'verify.fault.symlink': '{name}: is a link or another special file.',
  'verify.fault.crc': '{name}: is damaged (checksum differs).',
  'verify.fault.missing': '{name}: is missing from the bundle.',
  'verify.fault.derived': '{name}: does not fit the statement beside it.',
  'verify.fault.replies': '{name}: the answers in it are not as they were signed.',
  'verify.fault.unreadable': '{name}: could not be read.',
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
  'verify.open.earlier': 'Nicht geprüft, weil eine frühere Prüfung nicht bestanden wurde.',
  'verify.open.unsigned': 'Es gibt keine Erklärung: Der Plan ist nicht signiert.',
  'verify.open.no-trust':
    'Nichts sagt hier, wem die Schlüssel gehören. Vergleichen Sie die Fingerabdrücke mit solchen, die Sie auf anderem Weg erhalten haben.',
  'verify.open.no-board': 'Braucht den Vertrauensspeicher Ihres Gremiums.',
  'verify.open.trust-expired':
    'Ihr Vertrauensspeicher ist am {day} abgelaufen: Wessen Schlüssel es sind, lässt sich erst mit einer neueren Version sagen.',
  'verify.open.no-policy': 'Ihr Vertrauensspeicher nennt keine erforderlichen Zustimmungen.',
  'verify.open.no-knowledge':
    'Die Referenzdaten liegen hier nicht vor. Die Anwendung oder die Befehlszeile von Homeport kann dies prüfen.',
  'verify.open.other-knowledge': 'Der Plan beruht auf anderen Fassungen von: {packs}.',
  'verify.open.other-knowledge-before': 'Braucht die Referenzdaten, auf denen der Plan beruht.',
  'verify.open.no-log': 'Das Prüfprotokoll der signierenden Stelle liegt hier nicht vor.',
  'verify.fault.size':
    '{where, select, plan {plan.json an Stelle {at, number}: } other {Erklärung {statement, number}: }}größer als zulässig.',
  'verify.fault.bom':
    '{where, select, plan {plan.json an Stelle {at, number}: } other {Erklärung {statement, number}: }}beginnt mit einer Bytereihenfolge-Markierung oder ist UTF-16; gelesen wird nur reines UTF-8.',
  'verify.fault.utf8':
    '{where, select, plan {plan.json an Stelle {at, number}: } other {Erklärung {statement, number}: }}Bytes, die kein UTF-8 sind.',
  'verify.fault.syntax':
    '{where, select, plan {plan.json an Stelle {at, number}: } other {Erklärung {statement, number}: }}kein JSON.',
  'verify.fault.trailing':
    '{where, select, plan {plan.json an Stelle {at, number}: } other {Erklärung {statement, number}: }}nach dem Ende folgt noch etwas.',
  'verify.fault.depth':
    '{where, select, plan {plan.json an Stelle {at, number}: } other {Erklärung {statement, number}: }}zu tief geschachtelt.',
  'verify.fault.nodes':
    '{where, select, plan {plan.json an Stelle {at, number}: } other {Erklärung {statement, number}: }}zu viele Werte.',
  'verify.fault.dup':
    '{where, select, plan {plan.json an Stelle {at, number}: } other {Erklärung {statement, number}: }}ein Element steht dort zweimal.',
  'verify.fault.proto':
    '{where, select, plan {plan.json an Stelle {at, number}: } other {Erklärung {statement, number}: }}ein Element trägt einen unzulässigen Namen.',
  'verify.fault.num':
    '{where, select, plan {plan.json an Stelle {at, number}: } other {Erklärung {statement, number}: }}eine Zahl ohne genaue Darstellung.',
  'verify.fault.surrogate':
    '{where, select, plan {plan.json an Stelle {at, number}: } other {Erklärung {statement, number}: }}Text, der kein gültiges Unicode ist.',
  'verify.fault.nfc':
    '{where, select, plan {plan.json an Stelle {at, number}: } other {Erklärung {statement, number}: }}Text, der nicht in der Unicode-Normalform C steht.',
  'verify.fault.ctrl':
    '{where, select, plan {plan.json an Stelle {at, number}: } other {Erklärung {statement, number}: }}ein Steuerzeichen.',
  'verify.fault.bidi':
    '{where, select, plan {plan.json an Stelle {at, number}: } other {Erklärung {statement, number}: }}ein Zeichen, das Text verbirgt oder umordnet.',
  'verify.fault.not-canonical':
    '{where, select, plan {plan.json} other {Erklärung {statement, number}}} steht nicht in der kanonischen Form. Sie wurde verändert oder von einem anderen Programm geschrieben.',
  'verify.fault.schema-id': 'Dies ist kein signierter Plan in einer Form, die diese Fassung kennt.',
  'verify.fault.schema':
    '{where, select, plan {plan.json} other {Erklärung {statement, number}}} hat bei {path} nicht die dokumentierte Form.',
  'verify.fault.env-field': 'Erklärung {statement, number}: Der Umschlag hat Elemente, die kein Umschlag hat.',
  'verify.fault.payloadtype': 'Erklärung {statement, number}: Der Umschlag enthält eine andere Art von Inhalt.',
  'verify.fault.sigcount':
    '{statement, plural, =0 {Keine Signatur: Der Plan ist nicht signiert.} other {Erklärung #: keine Signatur oder zu viele.}}',
  'verify.fault.b64': 'Erklärung {statement, number}: Base64 liegt nicht in der einen genauen Form vor.',
  'verify.fault.keyid': 'Erklärung {statement, number}: Der genannte Schlüssel passt nicht zur Signatur.',
  'verify.fault.type': 'Erklärung {statement, number}: keine Erklärung zu einem Homeport-Plan.',
  'verify.fault.subject-count': 'Erklärung {statement, number}: muss genau einen Plan betreffen.',
  'verify.fault.digest-alg':
    'Erklärung {statement, number}: muss den Plan allein durch SHA-256 in Kleinbuchstaben nennen.',
  'verify.fault.subject-digest': 'Erklärung {statement, number} betrifft einen anderen Plan.',
  'verify.fault.no-author': 'Die Erklärung der Person, die den Plan verfasst hat, fehlt.',
  'verify.fault.changed':
    'Nach Signatur {statement, number} verändert: {parts}{count, plural, =1 {} =2 {} =3 {} =4 {} =5 {} other { und weitere, insgesamt #}}.',
  'verify.fault.statement': 'Erklärung {statement, number} sagt etwas über den Plan, das nicht zutrifft.',
  'verify.fault.namespace': 'Erklärung {statement, number}: Ihre Signatur wurde für etwas anderes gemacht, nicht für einen Plan.',
  'verify.fault.sig-invalid':
    'Erklärung {statement, number}: Die Signatur passt nicht. Erklärung oder Signatur wurde verändert.',
  'verify.fault.no-key': 'Erklärung {statement, number}: Der öffentliche Schlüssel fehlt.',
  'verify.fault.weak-key':
    'Ein öffentlicher Schlüssel ist schwach: Mit ihm könnte jede Person signieren. Er darf nicht verwendet werden.',
  'verify.fault.key-form':
    'Ein öffentlicher Schlüssel ist nicht Ed25519, ECDSA P-256 oder ECDSA P-384 in der üblichen Form.',
  'verify.fault.no-trusted-sig':
    'Erklärung {statement, number}: Die Signatur passt, aber der Schlüssel steht nicht in Ihrem Vertrauensspeicher. Unbekannte signierende Person.',
  'verify.fault.revoked':
    'Erklärung {statement, number}: Der Schlüssel wurde widerrufen, und nichts belegt, dass er vorher signiert hat.',
  'verify.fault.key-expired': 'Erklärung {statement, number}: Der Schlüssel war zur angegebenen Zeit nicht gültig.',
  'verify.fault.all-of':
    'Erklärung {statement, number}: Das Gremium verlangt alle Schlüssel dieser Person gemeinsam, und einer fehlt.',
  'verify.fault.role': 'Erklärung {statement, number}: Der signierenden Person wurde die Rolle {role} nicht erteilt.',
  'verify.fault.sod': 'Erklärung {statement, number}: Wer den Plan verfasst hat, entscheidet nicht über ihn.',
  'verify.fault.rejected': 'Erklärung {statement, number} lehnt den Plan ab ({role}).',
  'verify.fault.threshold': '{role}: {have, number} von {need, number} Personen haben zugestimmt.',
  'verify.fault.assessment': 'Die signierte Bewertung folgt nicht aus den Antworten. Sie weicht ab in: {parts}.',
  'verify.fault.assess-crash': 'Der Plan ließ sich nicht bewerten. Bitte melden Sie dies als Fehler von Homeport.',
  'verify.fault.log-root':
    'Das Prüfprotokoll ist nicht das, in dem Erklärung {statement, number} entstand. Einträge wurden verändert oder entfernt.',
  'verify.fault.zip-form': 'Dies ist kein Bündel von Homeport: {name}.',
  'verify.fault.zip-prefix': 'In der Datei steht etwas vor oder nach dem Bündel.',
  'verify.fault.zip-mismatch': '{name}: Zwei Programme würden zwei verschiedene Dateien sehen.',
  'verify.fault.dup-name': '{name}: steht mehr als einmal im Bündel.',
  'verify.fault.name': '{name}: gehört nicht in ein Bündel.',
  'verify.fault.bomb': '{name}: wird beim Entpacken größer als zulässig.',
  'verify.fault.count': 'Das Bündel enthält zu viele Dateien.',
  'verify.fault.encrypted': '{name}: Verschlüsselte Dateien werden nicht gelesen.',
  'verify.fault.symlink': '{name}: ist eine Verknüpfung oder eine andere besondere Datei.',
  'verify.fault.crc': '{name}: ist beschädigt (Prüfsumme weicht ab).',
  'verify.fault.missing': '{name}: fehlt im Bündel.',
  'verify.fault.derived': '{name}: passt nicht zur Erklärung daneben.',
  'verify.fault.replies': '{name}: Die Antworten darin sind nicht, wie sie signiert wurden.',
  'verify.fault.unreadable': '{name}: konnte nicht gelesen werden.',
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
  'verify.open.earlier': 'Non contrôlé, car un contrôle précédent a échoué.',
  'verify.open.unsigned': 'Il n’y a pas de déclaration : le plan n’est pas signé.',
  'verify.open.no-trust':
    'Rien n’indique ici à qui appartiennent ces clés. Comparez les empreintes avec celles que vous avez reçues par une autre voie.',
  'verify.open.no-board': 'Requiert le magasin de confiance de votre comité.',
  'verify.open.trust-expired':
    'Votre registre de confiance a expiré le {day} : à qui sont ces clés ne peut être affirmé qu’avec une version plus récente.',
  'verify.open.no-policy': 'Votre magasin de confiance ne mentionne aucune approbation requise.',
  'verify.open.no-knowledge':
    'Les données de référence ne sont pas disponibles ici. L’application Homeport ou sa ligne de commande peut effectuer ce contrôle.',
  'verify.open.other-knowledge': 'Le plan repose sur d’autres versions de : {packs}.',
  'verify.open.other-knowledge-before': 'Requiert les données de référence sur lesquelles repose le plan.',
  'verify.open.no-log': 'Le journal d’audit du signataire n’est pas disponible ici.',
  'verify.fault.size':
    '{where, select, plan {plan.json, position {at, number} : } other {Déclaration {statement, number} : }}plus volumineux qu’autorisé.',
  'verify.fault.bom':
    '{where, select, plan {plan.json, position {at, number} : } other {Déclaration {statement, number} : }}commence par une marque d’ordre des octets ou est en UTF-16 ; seul l’UTF-8 simple est lu.',
  'verify.fault.utf8':
    '{where, select, plan {plan.json, position {at, number} : } other {Déclaration {statement, number} : }}octets qui ne sont pas de l’UTF-8.',
  'verify.fault.syntax':
    '{where, select, plan {plan.json, position {at, number} : } other {Déclaration {statement, number} : }}ce n’est pas du JSON.',
  'verify.fault.trailing':
    '{where, select, plan {plan.json, position {at, number} : } other {Déclaration {statement, number} : }}quelque chose suit la fin.',
  'verify.fault.depth':
    '{where, select, plan {plan.json, position {at, number} : } other {Déclaration {statement, number} : }}imbrication trop profonde.',
  'verify.fault.nodes':
    '{where, select, plan {plan.json, position {at, number} : } other {Déclaration {statement, number} : }}trop de valeurs.',
  'verify.fault.dup':
    '{where, select, plan {plan.json, position {at, number} : } other {Déclaration {statement, number} : }}un membre y figure deux fois.',
  'verify.fault.proto':
    '{where, select, plan {plan.json, position {at, number} : } other {Déclaration {statement, number} : }}un membre porte un nom non autorisé.',
  'verify.fault.num':
    '{where, select, plan {plan.json, position {at, number} : } other {Déclaration {statement, number} : }}un nombre sans forme exacte.',
  'verify.fault.surrogate':
    '{where, select, plan {plan.json, position {at, number} : } other {Déclaration {statement, number} : }}texte qui n’est pas de l’Unicode valide.',
  'verify.fault.nfc':
    '{where, select, plan {plan.json, position {at, number} : } other {Déclaration {statement, number} : }}texte qui n’est pas en forme de normalisation C d’Unicode.',
  'verify.fault.ctrl':
    '{where, select, plan {plan.json, position {at, number} : } other {Déclaration {statement, number} : }}un caractère de commande.',
  'verify.fault.bidi':
    '{where, select, plan {plan.json, position {at, number} : } other {Déclaration {statement, number} : }}un caractère qui masque ou réordonne le texte.',
  'verify.fault.not-canonical':
    '{where, select, plan {plan.json} other {Déclaration {statement, number}}} : n’est pas dans sa forme canonique. Le contenu a été modifié ou écrit par un autre programme.',
  'verify.fault.schema-id': 'Ce n’est pas un plan signé d’une forme que cette version connaît.',
  'verify.fault.schema':
    '{where, select, plan {plan.json} other {Déclaration {statement, number}}} : n’a pas la forme documentée à l’endroit {path}.',
  'verify.fault.env-field':
    'Déclaration {statement, number} : l’enveloppe contient des membres qu’une enveloppe n’a pas.',
  'verify.fault.payloadtype': 'Déclaration {statement, number} : l’enveloppe renferme un autre type de contenu.',
  'verify.fault.sigcount':
    '{statement, plural, =0 {Aucune signature : le plan n’est pas signé.} other {Déclaration # : aucune signature, ou trop de signatures.}}',
  'verify.fault.b64': 'Déclaration {statement, number} : base64 qui n’est pas dans sa seule forme exacte.',
  'verify.fault.keyid': 'Déclaration {statement, number} : la clé désignée ne correspond pas à la signature.',
  'verify.fault.type': 'Déclaration {statement, number} : ce n’est pas une déclaration sur un plan de Homeport.',
  'verify.fault.subject-count': 'Déclaration {statement, number} : doit porter sur un seul plan exactement.',
  'verify.fault.digest-alg':
    'Déclaration {statement, number} : doit désigner le plan uniquement par un SHA-256 en minuscules.',
  'verify.fault.subject-digest': 'La déclaration {statement, number} porte sur un autre plan.',
  'verify.fault.no-author': 'Il manque la déclaration de l’auteur du plan.',
  'verify.fault.changed':
    'Modifié après la signature {statement, number} : {parts}{count, plural, =1 {} =2 {} =3 {} =4 {} =5 {} other { et d’autres, # au total}}.',
  'verify.fault.statement': 'La déclaration {statement, number} affirme au sujet du plan quelque chose d’inexact.',
  'verify.fault.namespace': 'Déclaration {statement, number} : sa signature a été faite pour autre chose, pas pour un plan.',
  'verify.fault.sig-invalid':
    'Déclaration {statement, number} : la signature ne correspond pas. La déclaration ou la signature a été modifiée.',
  'verify.fault.no-key': 'Déclaration {statement, number} : la clé publique manque.',
  'verify.fault.weak-key':
    'Une clé publique est faible : avec elle, n’importe qui pourrait signer. Elle ne doit pas être utilisée.',
  'verify.fault.key-form':
    'Une clé publique n’est pas de type Ed25519, ECDSA P-256 ou ECDSA P-384 sous sa forme normalisée.',
  'verify.fault.no-trusted-sig':
    'Déclaration {statement, number} : la signature correspond, mais la clé ne figure pas dans votre magasin de confiance. Signataire inconnu.',
  'verify.fault.revoked':
    'Déclaration {statement, number} : la clé a été révoquée, et rien ne prouve qu’elle a signé auparavant.',
  'verify.fault.key-expired': 'Déclaration {statement, number} : la clé n’était pas valide à l’heure déclarée.',
  'verify.fault.all-of':
    'Déclaration {statement, number} : le comité exige toutes les clés de cette personne ensemble, et l’une manque.',
  'verify.fault.role': 'Déclaration {statement, number} : le rôle {role} n’avait pas été attribué au signataire.',
  'verify.fault.sod': 'Déclaration {statement, number} : les auteurs ne décident pas de leur propre plan.',
  'verify.fault.rejected': 'La déclaration {statement, number} rejette le plan ({role}).',
  'verify.fault.threshold': '{role} : {have, plural, one {# approbation} other {# approbations}} sur {need, number}.',
  'verify.fault.assessment': 'L’évaluation signée ne découle pas des réponses. Elle diffère dans : {parts}.',
  'verify.fault.assess-crash': 'Le plan n’a pas pu être évalué. Veuillez le signaler comme erreur de Homeport.',
  'verify.fault.log-root':
    'Le journal d’audit n’est pas celui dans lequel la déclaration {statement, number} a été faite. Des entrées ont été modifiées ou supprimées.',
  'verify.fault.zip-form': 'Ce n’est pas un paquet de Homeport : {name}.',
  'verify.fault.zip-prefix': 'Quelque chose précède ou suit le paquet dans le fichier.',
  'verify.fault.zip-mismatch': '{name} : deux lecteurs y verraient deux fichiers différents.',
  'verify.fault.dup-name': '{name} : figure plus d’une fois dans le paquet.',
  'verify.fault.name': '{name} : n’a pas sa place dans un paquet.',
  'verify.fault.bomb': '{name} : dépasse, une fois décompressé, la taille autorisée.',
  'verify.fault.count': 'Le paquet contient trop de fichiers.',
  'verify.fault.encrypted': '{name} : les fichiers chiffrés ne sont pas lus.',
  'verify.fault.symlink': '{name} : est un lien ou un autre fichier spécial.',
  'verify.fault.crc': '{name} : est endommagé (somme de contrôle différente).',
  'verify.fault.missing': '{name} : manque dans le paquet.',
  'verify.fault.derived': '{name} : ne correspond pas à la déclaration voisine.',
  'verify.fault.replies': '{name} : les réponses qu’il contient ne sont pas telles que signées.',
  'verify.fault.unreadable': '{name} : n’a pas pu être lu.',
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
