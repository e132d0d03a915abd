/** Words of the audit log. */
export const logWords = {
  'app.log': 'Log',
  'command.log': 'Go to the log',
  'log.title': 'Log',
  'log.lead': 'What was signed, exported, deleted and taken in on this computer. The log only grows.',
  'log.intact': 'The log is intact.',
  'log.intactDetail':
    '{size, plural, =0 {Nothing was logged yet.} one {# entry,} other {# entries,}}{size, plural, =0 {} other { held against {heads, plural, =0 {no signed head} one {# signed head} other {# signed heads}}.}}',
  'log.broken': 'The log was changed from outside.',
  'log.brokenDetail':
    'First: {fault} Signing is stopped, because a signature would vouch for the changed log. Your plans can be read and exported. Keep a copy of the data folder as evidence and restore a backup.',
  'log.limit':
    'Whoever replaces the whole data folder with an older copy replaces the log with it, and the copy is intact in itself. Only a head that was kept elsewhere shows this: every bundle you hand out holds one, and you can save one here. Then run: homeport audit verify --head FILE.',
  'log.strangers':
    '{count, plural, one {# head is} other {# heads are}} signed by a key that is not known here any more.',
  'log.keep': 'Save a head to keep elsewhere',
  'log.kept': 'Saved to {path}. Keep it where nobody at this computer can change it.',
  'log.headFile': 'Signed head of the log',
  'log.check': 'Check again',
  'log.head': 'Head',
  'log.size': 'Entries',
  'log.root': 'Root (RFC 6962, SHA-256)',
  'log.key': 'Key of this installation',
  'log.noKey': 'Made at the first export',
  'log.entries': 'Entries, newest first',
  'log.empty': 'Nothing yet. New keys, signings, exports and deletions are logged.',
  'log.position': 'No.',
  'log.when': 'When',
  'log.what': 'What',
  'log.about': 'About',
  'log.hash': 'Hash',
  'log.unreadable': 'Not an entry of Homeport',
  'log.fault': 'Fault',
  'log.event.signed': 'Plan signed',
  'log.event.exported': 'Plan exported',
  'log.event.imported': 'File taken in',
  'log.event.verified': 'File verified',
  'log.event.created': 'Plan created',
  'log.event.removed': 'Plan deleted',
  'log.event.restored': 'Deleted plan restored',
  'log.event.decided': 'Decision signed',
  'log.event.key-added': 'Key added',
  'log.event.key-removed': 'Key removed',
  'log.event.key-restored': 'Removed key restored',
  'log.event.trust-changed': 'Trust store changed',
  'log.event.knowledge-adopted': 'Reference data adopted',
  'log.event.knowledge-refused': 'Reference data refused',
  'log.event.knowledge-overridden': 'Expired reference data kept in use',
  'log.fault.E_LOG_ORDER': 'Entry {at, number}: the order is broken; entries are missing or were moved.',
  'log.fault.E_LOG_LEAF': 'Entry {at, number}: its text is not what its hash says.',
  'log.fault.E_LOG_FORM': 'Entry {at, number}: does not have the form of an entry.',
  'log.fault.E_LOG_CHAIN': 'Entry {at, number}: does not follow the entry before it.',
  'log.fault.E_LOG_SHORT': 'A signed head names {at, number} entries; the log is shorter. Entries were cut off.',
  'log.fault.E_LOG_ROOT': 'At {at, number} entries the log is not the one whose head was signed. It was rewritten.',
  'log.fault.E_LOG_HEAD': 'A head of {at, number} entries carries a signature that does not match.',
  'log.fault.E_LOG_VERSION': 'Entry {at, number} names a signed version that is not in the database.',
  'fault.broken-log':
    'The audit log was changed from outside ({detail}). Signing is stopped; look at the log before anything else.',
  'verify.log.bundle':
    'The signer’s log holds this signing and only grew since: {size, plural, one {# entry} other {# entries}} at export.',
  'verify.fault.log-head': 'The head of the signer’s log is not signed by the key beside it.',
  'verify.fault.log-proof':
    '{statement, plural, =0 {The proof does not fit the head of the signer’s log.} other {The signer’s log does not hold statement #, or was rewritten since.}}',
} as const

export const logWordsDe: Record<keyof typeof logWords, string> = {
  'app.log': 'Protokoll',
  'command.log': 'Zum Protokoll gehen',
  'log.title': 'Protokoll',
  'log.lead':
    'Was auf diesem Rechner signiert, exportiert, gelöscht und übernommen wurde. Das Protokoll wächst nur.',
  'log.intact': 'Das Protokoll ist unversehrt.',
  'log.intactDetail':
    '{size, plural, =0 {Es wurde noch nichts protokolliert.} one {# Eintrag,} other {# Einträge,}}{size, plural, =0 {} other { geprüft gegen {heads, plural, =0 {keinen signierten Stand} one {# signierten Stand} other {# signierte Stände}}.}}',
  'log.broken': 'Das Protokoll wurde von außen verändert.',
  'log.brokenDetail':
    'Zuerst: {fault} Das Signieren ist angehalten, denn eine Signatur würde für das veränderte Protokoll bürgen. Ihre Pläne lassen sich lesen und exportieren. Bewahren Sie eine Kopie des Datenordners als Beleg auf und spielen Sie eine Sicherung ein.',
  'log.limit':
    'Wer den ganzen Datenordner durch eine ältere Kopie ersetzt, ersetzt auch das Protokoll, und die Kopie ist in sich stimmig. Das zeigt nur ein Stand, der anderswo aufbewahrt wurde: Jedes Bündel, das Sie weitergeben, enthält einen, und hier können Sie einen speichern. Prüfen Sie dann mit: homeport audit verify --head DATEI.',
  'log.strangers':
    '{count, plural, one {# Stand ist} other {# Stände sind}} mit einem Schlüssel signiert, der hier nicht mehr bekannt ist.',
  'log.keep': 'Stand zum Aufbewahren speichern',
  'log.kept': 'Gespeichert unter {path}. Bewahren Sie die Datei dort auf, wo niemand an diesem Rechner sie ändern kann.',
  'log.headFile': 'Signierter Stand des Protokolls',
  'log.check': 'Erneut prüfen',
  'log.head': 'Stand',
  'log.size': 'Einträge',
  'log.root': 'Wurzel (RFC 6962, SHA-256)',
  'log.key': 'Schlüssel dieser Installation',
  'log.noKey': 'Entsteht beim ersten Export',
  'log.entries': 'Einträge, neueste zuerst',
  'log.empty':
    'Es wurde noch nichts protokolliert. Protokolliert werden neue Schlüssel, Signaturen, Exporte und Löschungen.',
  'log.position': 'Nr.',
  'log.when': 'Wann',
  'log.what': 'Was',
  'log.about': 'Worum es geht',
  'log.hash': 'Hash',
  'log.unreadable': 'Kein Eintrag von Homeport',
  'log.fault': 'Fehler',
  'log.event.signed': 'Plan signiert',
  'log.event.exported': 'Plan exportiert',
  'log.event.imported': 'Datei übernommen',
  'log.event.verified': 'Datei geprüft',
  'log.event.created': 'Plan angelegt',
  'log.event.removed': 'Plan gelöscht',
  'log.event.restored': 'Gelöschten Plan zurückgeholt',
  'log.event.decided': 'Entscheidung signiert',
  'log.event.key-added': 'Schlüssel hinzugefügt',
  'log.event.key-removed': 'Schlüssel entfernt',
  'log.event.key-restored': 'Entfernten Schlüssel zurückgeholt',
  'log.event.trust-changed': 'Vertrauensspeicher geändert',
  'log.event.knowledge-adopted': 'Referenzdaten übernommen',
  'log.event.knowledge-refused': 'Referenzdaten abgelehnt',
  'log.event.knowledge-overridden': 'Abgelaufene Referenzdaten weiter benutzt',
  'log.fault.E_LOG_ORDER': 'Eintrag {at, number}: Die Reihenfolge ist gestört; Einträge fehlen oder wurden verschoben.',
  'log.fault.E_LOG_LEAF': 'Eintrag {at, number}: Der Text ist nicht der, den sein Hash nennt.',
  'log.fault.E_LOG_FORM': 'Eintrag {at, number}: hat nicht die Form eines Eintrags.',
  'log.fault.E_LOG_CHAIN': 'Eintrag {at, number}: schließt nicht an den Eintrag davor an.',
  'log.fault.E_LOG_SHORT':
    'Ein signierter Stand nennt {at, number} Einträge; das Protokoll ist kürzer. Einträge wurden abgeschnitten.',
  'log.fault.E_LOG_ROOT':
    'Bei {at, number} Einträgen ist das Protokoll nicht das, dessen Stand signiert wurde. Es wurde neu geschrieben.',
  'log.fault.E_LOG_HEAD': 'Ein Stand von {at, number} Einträgen trägt eine Signatur, die nicht passt.',
  'log.fault.E_LOG_VERSION': 'Eintrag {at, number} nennt eine signierte Version, die nicht in der Datenbank ist.',
  'fault.broken-log':
    'Das Protokoll wurde von außen verändert ({detail}). Das Signieren ist angehalten; sehen Sie zuerst ins Protokoll.',
  'verify.log.bundle':
    'Das Protokoll der signierenden Person enthält diese Signatur und ist seither nur gewachsen: {size, plural, one {# Eintrag} other {# Einträge}} beim Export.',
  'verify.fault.log-head':
    'Der Stand des Protokolls der signierenden Person ist nicht mit dem Schlüssel daneben signiert.',
  'verify.fault.log-proof':
    '{statement, plural, =0 {Der Nachweis passt nicht zum Stand des Protokolls.} other {Das Protokoll der signierenden Person enthält Erklärung # nicht oder wurde seither neu geschrieben.}}',
}

export const logWordsFr: Record<keyof typeof logWords, string> = {
  'app.log': 'Journal',
  'command.log': 'Aller au journal',
  'log.title': 'Journal',
  'log.lead':
    'Ce qui a été signé, exporté, supprimé et importé sur cet ordinateur. Le journal ne fait que croître.',
  'log.intact': 'Le journal est intact.',
  'log.intactDetail':
    '{size, plural, =0 {Rien n’a encore été consigné.} one {# entrée,} other {# entrées,}}{size, plural, =0 {} other { comparées à {heads, plural, =0 {aucune tête signée} one {# tête signée} other {# têtes signées}}.}}',
  'log.broken': 'Le journal a été modifié de l’extérieur.',
  'log.brokenDetail':
    'D’abord : {fault} La signature est suspendue, car elle se porterait garante du journal modifié. Vos plans peuvent être lus et exportés. Gardez une copie du dossier de données comme preuve et restaurez une sauvegarde.',
  'log.limit':
    'Qui remplace tout le dossier de données par une copie plus ancienne remplace aussi le journal, et cette copie est cohérente en elle-même. Seule une tête conservée ailleurs le montre : chaque paquet que vous remettez en contient une, et vous pouvez en enregistrer une ici. Lancez ensuite : homeport audit verify --head FICHIER.',
  'log.strangers':
    '{count, plural, one {# tête est signée} other {# têtes sont signées}} par une clé qui n’est plus connue ici.',
  'log.keep': 'Enregistrer une tête à conserver ailleurs',
  'log.kept': 'Enregistrée dans {path}. Conservez-la là où personne ne peut la modifier depuis cet ordinateur.',
  'log.headFile': 'Tête signée du journal',
  'log.check': 'Contrôler de nouveau',
  'log.head': 'Tête',
  'log.size': 'Entrées',
  'log.root': 'Racine (RFC 6962, SHA-256)',
  'log.key': 'Clé de cette installation',
  'log.noKey': 'Créée lors du premier export',
  'log.entries': 'Entrées, les plus récentes d’abord',
  'log.empty':
    'Rien n’a encore été consigné. Les nouvelles clés, les signatures, les exports et les suppressions le sont.',
  'log.position': 'N°',
  'log.when': 'Quand',
  'log.what': 'Quoi',
  'log.about': 'Objet',
  'log.hash': 'Empreinte',
  'log.unreadable': 'N’est pas une entrée de Homeport',
  'log.fault': 'Défaut',
  'log.event.signed': 'Plan signé',
  'log.event.exported': 'Plan exporté',
  'log.event.imported': 'Fichier importé',
  'log.event.verified': 'Fichier vérifié',
  'log.event.created': 'Plan créé',
  'log.event.removed': 'Plan supprimé',
  'log.event.restored': 'Plan supprimé rétabli',
  'log.event.decided': 'Décision signée',
  'log.event.key-added': 'Clé ajoutée',
  'log.event.key-removed': 'Clé supprimée',
  'log.event.key-restored': 'Clé supprimée rétablie',
  'log.event.trust-changed': 'Magasin de confiance modifié',
  'log.event.knowledge-adopted': 'Données de référence adoptées',
  'log.event.knowledge-refused': 'Données de référence refusées',
  'log.event.knowledge-overridden': 'Données de référence expirées gardées en usage',
  'log.fault.E_LOG_ORDER':
    'Entrée {at, number} : l’ordre est rompu ; des entrées manquent ou ont été déplacées.',
  'log.fault.E_LOG_LEAF': 'Entrée {at, number} : son texte n’est pas celui que son empreinte désigne.',
  'log.fault.E_LOG_FORM': 'Entrée {at, number} : n’a pas la forme d’une entrée.',
  'log.fault.E_LOG_CHAIN': 'Entrée {at, number} : ne suit pas l’entrée qui la précède.',
  'log.fault.E_LOG_SHORT':
    'Une tête signée désigne {at, number} entrées ; le journal est plus court. Des entrées ont été coupées.',
  'log.fault.E_LOG_ROOT':
    'À {at, number} entrées, le journal n’est pas celui dont la tête a été signée. Il a été réécrit.',
  'log.fault.E_LOG_HEAD': 'Une tête de {at, number} entrées porte une signature qui ne correspond pas.',
  'log.fault.E_LOG_VERSION':
    'L’entrée {at, number} désigne une version signée qui n’est pas dans la base de données.',
  'fault.broken-log':
    'Le journal d’audit a été modifié de l’extérieur ({detail}). La signature est suspendue ; consultez d’abord le journal.',
  'verify.log.bundle':
    'Le journal du signataire contient cette signature et n’a fait que croître depuis : {size, plural, one {# entrée} other {# entrées}} à l’export.',
  'verify.fault.log-head': 'La tête du journal du signataire n’est pas signée par la clé qui l’accompagne.',
  'verify.fault.log-proof':
    '{statement, plural, =0 {La preuve ne correspond pas à la tête du journal du signataire.} other {Le journal du signataire ne contient pas la déclaration #, ou a été réécrit depuis.}}',
}
