/** Words of the exposure map and of the table of laws. Routes, not evidenced: never a statement of conformity. */
export const exposureScreenWords = {
  'hostingScreen.serviceRoutes':
    '{count, plural, one {One exposure route lets} other {# exposure routes let}} a foreign authority interrupt the service.',
  'hostingScreen.otherRoutes':
    '{count, plural, one {One exposure route reaches} other {# exposure routes reach}} metadata, keys or knowledge of vulnerabilities.',
  'hostingScreen.picture': 'Who can compel whom',
  'hostingScreen.courts': 'Courts at home',
  'hostingScreen.laws': '{count, plural, one {{first}} other {# laws, such as {first}}}',
  'hostingScreen.unnamed': '{place}, name not known',
  'hostingScreen.path': '{country}, {laws}: through {role} to: {asset}.',
  'hostingScreen.pathNamed': '{country}, {laws}: through {role} ({entity}) to: {asset}.',
  'hostingScreen.pathDomestic': '{country}, courts at home: through {role} to: {asset}.',
  'hostingScreen.pathDomesticNamed': '{country}, courts at home: through {role} ({entity}) to: {asset}.',
  'hostingScreen.closedBy.no-reach': 'Closed: what is obtained reaches no data.',
  'hostingScreen.closedBy.encryption': 'Closed: only ciphertext is obtained.',
  'hostingScreen.closedBy.air-gap': 'Closed: the hosting is air-gapped and runs on when cut off.',
  'hostingScreen.closedBy.disconnect-tested': 'Closed: running without any connection was tested.',

  'hostingScreen.routesOpen':
    'Routes not fully known: {count, plural, one {# fact is missing} other {# facts are missing}}',
  'hostingScreen.routesAtLeast':
    '{count, plural, one {At least # open route} other {At least # open routes}}, not fully known',
  'hostingScreen.routes': '{count, plural, =0 {no open route} one {# open route} other {# open routes}}',

  'hostingScreen.exposures': 'Foreign laws that reach this hosting',
  'hostingScreen.exposureTable': 'Foreign laws that reach this hosting; Enter opens the details of a row',
  'hostingScreen.exposureCount': '{count, plural, =0 {none found} one {# law} other {# laws}}',
  'hostingScreen.noExposures': 'No law of the reference data reaches this hosting in the facts given.',
  'hostingScreen.law': 'Law',
  'hostingScreen.country': 'Country',
  'hostingScreen.through': 'Through',
  'hostingScreen.obtains': 'Obtains',
  'hostingScreen.confidence': 'Confidence',
  'hostingScreen.status': 'Status',
  'hostingScreen.legal.proposal': 'proposal, not in force',
  'hostingScreen.legal.adopted': 'adopted, not yet in force',
  'hostingScreen.legal.published': 'published; binds nobody by itself',
  'hostingScreen.legal.in-force': 'in force',
  'hostingScreen.legal.lapsed': 'lapsed',
  'hostingScreen.legal.superseded': 'superseded',
  'hostingScreen.lawRead': 'Text of the law',
  'hostingScreen.gag': 'May have to be kept secret',
  'hostingScreen.gagNone': 'No such power on record',
  'hostingScreen.chain': 'The way through',

  'hostingScreen.unlisted':
    'The reference data hold no law of {countries}: whether an authority there can compel access is not known.',
  'hostingScreen.unlistedDisruption':
    'The reference data hold no law of {countries} on stopping a service: whether an authority there can interrupt it is not known.',
  'hostingScreen.lawsUnlisted': 'Laws not in the reference data',
  'hostingScreen.pathUnlisted':
    '{country}: the reference data hold no law. Whether {asset} can be reached there through {role} is not known.',
  'hostingScreen.pathUnlistedNamed':
    '{country}: the reference data hold no law. Whether {asset} can be reached there through {entity} ({role}) is not known.',
  'hostingScreen.routesUnlisted': 'No route found; laws of {countries} not known',
} as const

export const exposureScreenWordsDe: Record<keyof typeof exposureScreenWords, string> = {
  'hostingScreen.serviceRoutes':
    '{count, plural, one {Ein Zugriffsweg lässt} other {# Zugriffswege lassen}} eine ausländische Behörde den Dienst unterbrechen.',
  'hostingScreen.otherRoutes':
    '{count, plural, one {Ein Zugriffsweg reicht} other {# Zugriffswege reichen}} zu Metadaten, Schlüsseln oder Kenntnis von Schwachstellen.',
  'hostingScreen.picture': 'Wer wen verpflichten kann',
  'hostingScreen.courts': 'Eigene Gerichte',
  'hostingScreen.laws': '{count, plural, one {{first}} other {# Gesetze, etwa {first}}}',
  'hostingScreen.unnamed': '{place}, Name nicht bekannt',
  'hostingScreen.path': '{country}, {laws}: über {role} bis: {asset}.',
  'hostingScreen.pathNamed': '{country}, {laws}: über {role} ({entity}) bis: {asset}.',
  'hostingScreen.pathDomestic': '{country}, eigene Gerichte: über {role} bis: {asset}.',
  'hostingScreen.pathDomesticNamed': '{country}, eigene Gerichte: über {role} ({entity}) bis: {asset}.',
  'hostingScreen.closedBy.no-reach': 'Geschlossen: Was erlangt wird, reicht zu keinen Daten.',
  'hostingScreen.closedBy.encryption': 'Geschlossen: Nur verschlüsselte Daten werden erlangt.',
  'hostingScreen.closedBy.air-gap': 'Geschlossen: Das Hosting ist vom Netz getrennt und läuft auch abgeschnitten weiter.',
  'hostingScreen.closedBy.disconnect-tested': 'Geschlossen: Der Betrieb ohne jede Verbindung wurde getestet.',

  'hostingScreen.routesOpen':
    'Wege nicht vollständig bekannt: {count, plural, one {# Angabe fehlt} other {# Angaben fehlen}}',
  'hostingScreen.routesAtLeast':
    '{count, plural, one {Mindestens # offener Weg} other {Mindestens # offene Wege}}, nicht vollständig bekannt',
  'hostingScreen.routes': '{count, plural, =0 {kein offener Weg} one {# offener Weg} other {# offene Wege}}',

  'hostingScreen.exposures': 'Ausländische Gesetze, die diesen Betrieb erreichen',
  'hostingScreen.exposureTable':
    'Ausländische Gesetze, die diesen Betrieb erreichen; die Eingabetaste öffnet die Einzelheiten einer Zeile',
  'hostingScreen.exposureCount': '{count, plural, =0 {keines gefunden} one {# Gesetz} other {# Gesetze}}',
  'hostingScreen.noExposures': 'Kein Gesetz der Referenzdaten erreicht diesen Betrieb nach den gegebenen Angaben.',
  'hostingScreen.law': 'Gesetz',
  'hostingScreen.country': 'Staat',
  'hostingScreen.through': 'Über',
  'hostingScreen.obtains': 'Erlangt',
  'hostingScreen.confidence': 'Sicherheit',
  'hostingScreen.status': 'Stand',
  'hostingScreen.legal.proposal': 'Vorschlag, nicht in Kraft',
  'hostingScreen.legal.adopted': 'beschlossen, noch nicht in Kraft',
  'hostingScreen.legal.published': 'veröffentlicht; bindet für sich niemanden',
  'hostingScreen.legal.in-force': 'in Kraft',
  'hostingScreen.legal.lapsed': 'außer Kraft',
  'hostingScreen.legal.superseded': 'abgelöst',
  'hostingScreen.lawRead': 'Text des Gesetzes',
  'hostingScreen.gag': 'Kann geheim zu halten sein',
  'hostingScreen.gagNone': 'Keine solche Befugnis verzeichnet',
  'hostingScreen.chain': 'Der Weg',

  'hostingScreen.unlisted':
    'Die Referenzdaten enthalten kein Gesetz aus: {countries}. Ob eine Behörde dort Zugriff erzwingen kann, ist nicht bekannt.',
  'hostingScreen.unlistedDisruption':
    'Die Referenzdaten enthalten kein Gesetz über das Einstellen eines Dienstes aus: {countries}. Ob eine Behörde dort ihn unterbrechen kann, ist nicht bekannt.',
  'hostingScreen.lawsUnlisted': 'Gesetze nicht in den Referenzdaten',
  'hostingScreen.pathUnlisted':
    '{country}: Die Referenzdaten enthalten kein Gesetz. Ob „{asset}“ dort über {role} erreichbar ist, ist nicht bekannt.',
  'hostingScreen.pathUnlistedNamed':
    '{country}: Die Referenzdaten enthalten kein Gesetz. Ob „{asset}“ dort über {entity} ({role}) erreichbar ist, ist nicht bekannt.',
  'hostingScreen.routesUnlisted': 'Kein Weg gefunden; Gesetze aus {countries} nicht bekannt',
}

export const exposureScreenWordsFr: Record<keyof typeof exposureScreenWords, string> = {
  'hostingScreen.serviceRoutes':
    '{count, plural, one {# voie d’exposition permet} other {# voies d’exposition permettent}} à une autorité étrangère d’interrompre le service.',
  'hostingScreen.picture': 'Qui peut contraindre qui',
  'hostingScreen.courts': 'Tribunaux nationaux',
  'hostingScreen.laws': '{count, plural, one {{first}} other {# lois, dont {first}}}',
  'hostingScreen.unnamed': '{place}, nom non connu',
  'hostingScreen.path': '{country}, {laws} : par {role}, vers : {asset}.',
  'hostingScreen.pathNamed': '{country}, {laws} : par {role} ({entity}), vers : {asset}.',
  'hostingScreen.pathDomestic': '{country}, tribunaux nationaux : par {role}, vers : {asset}.',
  'hostingScreen.pathDomesticNamed': '{country}, tribunaux nationaux : par {role} ({entity}), vers : {asset}.',

  'hostingScreen.routesOpen':
    'Voies non entièrement connues : {count, plural, one {# donnée manque} other {# données manquent}}',
  'hostingScreen.routes': '{count, plural, =0 {aucune voie ouverte} one {# voie ouverte} other {# voies ouvertes}}',

  'hostingScreen.exposures': 'Lois étrangères qui atteignent cet hébergement',
  'hostingScreen.exposureTable':
    'Lois étrangères qui atteignent cet hébergement ; Entrée ouvre le détail d’une ligne',
  'hostingScreen.exposureCount': '{count, plural, =0 {aucune trouvée} one {# loi} other {# lois}}',
  'hostingScreen.noExposures': 'Selon les faits donnés, aucune loi des données de référence n’atteint cet hébergement.',
  'hostingScreen.law': 'Loi',
  'hostingScreen.country': 'Pays',
  'hostingScreen.through': 'Par',
  'hostingScreen.obtains': 'Obtient',
  'hostingScreen.confidence': 'Confiance',
  'hostingScreen.status': 'État',
  'hostingScreen.legal.proposal': 'proposition, pas en vigueur',
  'hostingScreen.legal.adopted': 'adoptée, pas encore en vigueur',
  'hostingScreen.legal.published': 'publié ; ne lie personne par lui-même',
  'hostingScreen.legal.in-force': 'en vigueur',
  'hostingScreen.legal.lapsed': 'caduque',
  'hostingScreen.legal.superseded': 'remplacée',
  'hostingScreen.lawRead': 'Texte de la loi',
  'hostingScreen.gag': 'Le secret peut être imposé',
  'hostingScreen.gagNone': 'Aucun pouvoir de ce genre répertorié',
  'hostingScreen.chain': 'Le cheminement',

  'hostingScreen.unlisted':
    'Les données de référence ne contiennent aucune loi pour : {countries}. On ne sait pas si une autorité peut y contraindre l’accès.',
  'hostingScreen.unlistedDisruption':
    'Les données de référence ne contiennent aucune loi sur l’arrêt d’un service pour : {countries}. On ne sait pas si une autorité peut y interrompre le service.',
  'hostingScreen.lawsUnlisted': 'Lois absentes des données de référence',
  'hostingScreen.pathUnlisted':
    '{country} : aucune loi dans les données de référence. On ne sait pas si « {asset} » peut y être atteint par {role}.',
  'hostingScreen.pathUnlistedNamed':
    '{country} : aucune loi dans les données de référence. On ne sait pas si « {asset} » peut y être atteint par {entity} ({role}).',
  'hostingScreen.routesUnlisted': 'Aucune voie trouvée ; lois de {countries} inconnues',
  'hostingScreen.otherRoutes':
    '{count, plural, one {# voie d’exposition atteint} other {# voies d’exposition atteignent}} des métadonnées, des clés ou la connaissance de vulnérabilités.',
  'hostingScreen.closedBy.no-reach': 'Fermée : ce qui est obtenu n’atteint aucune donnée.',
  'hostingScreen.closedBy.disconnect-tested': 'Fermée : le fonctionnement sans aucune connexion a été testé.',
  'hostingScreen.closedBy.air-gap': 'Fermée : l’hébergement est isolé du réseau et continue en cas de coupure.',
  'hostingScreen.closedBy.encryption': 'Fermée : seules des données chiffrées sont obtenues.',
  'hostingScreen.routesAtLeast':
    '{count, plural, one {Au moins # voie ouverte} other {Au moins # voies ouvertes}}, pas entièrement connues',
}
