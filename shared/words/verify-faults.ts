/** Words of what verification finds at fault, and of files that cannot be opened. */
export const verifyFaultWords = {
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
  'verify.fault.zip-prefix': 'The file is no bundle, or something stands before or after the bundle in it.',
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
} as const

export const verifyFaultWordsDe: Record<keyof typeof verifyFaultWords, string> = {
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
  'verify.fault.zip-prefix': 'Die Datei ist kein Bündel, oder in ihr steht etwas vor oder nach dem Bündel.',
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
}

export const verifyFaultWordsFr: Record<keyof typeof verifyFaultWords, string> = {
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
  'verify.fault.zip-prefix': 'Le fichier n’est pas un paquet, ou quelque chose y précède ou suit le paquet.',
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
}
