/** Words of the events that a rehearsal plays: what happened before, when, and how the news arrives. */
export const continuityEventWords = {
  'continuity.event.service-suspension': 'The provider is ordered to suspend the service',
  'continuity.event.licensor-withdrawal': 'The licensor withdraws the model',
  'continuity.event.export-control': 'Accelerators come under export control',
  'continuity.event.provider-acquired': 'The provider is bought from abroad',
  'continuity.event.adequacy-struck-down': 'An adequacy decision is struck down',
  'continuity.event.hub-offline': 'The model hub is offline',
  'continuity.short.service-suspension': 'Suspension',
  'continuity.short.licensor-withdrawal': 'License',
  'continuity.short.export-control': 'Export control',
  'continuity.short.provider-acquired': 'Purchase',
  'continuity.short.adequacy-struck-down': 'Adequacy',
  'continuity.short.hub-offline': 'Hub',
  'continuity.news.service-suspension':
    'A foreign government orders the parent of the provider to stop serving organizations like yours. The provider obeys within the hour.',
  'continuity.news.licensor-withdrawal':
    'The maker of the model takes the files off its pages and writes that it withdraws the license.',
  'continuity.news.export-control':
    'The country of the maker puts your accelerators, their spare parts, drivers and support under a license that is not granted to you.',
  'continuity.news.provider-acquired':
    'The press reports that a company from {country} has bought the provider. The purchase takes effect today.',
  'continuity.news.adequacy-struck-down':
    'The court annuls, with effect from today, the decision that allowed personal data to go to a country where yours are.',
  'continuity.news.hub-offline':
    'The hub where the model and its software come from is unreachable, and nobody says for how long.',
  'continuity.moment.at-once': 'At once',
  'continuity.moment.restart': 'Next restart',
  'continuity.moment.update': 'Next update',
  'continuity.moment.failure': 'Device fails',
  'continuity.moment.renewal': 'Contract ends',
  'continuity.moment.exhausted': 'Stock used up',
  'continuity.when.at-once': 'At once',
  'continuity.when.restart': 'When the model has to be started anew; nobody knows that day',
  'continuity.when.update': 'When an update is needed, often within weeks',
  'continuity.when.failure': 'At the next failure of a device; nobody knows that day',
  'continuity.when.renewal': 'When the contract ends; the plan does not say when',
  'continuity.when.renewalOn': 'When the contract ends, on {day}',
  'continuity.when.exhausted': 'When what is kept is used up; the plan does not say how much is kept',
  'continuity.when.exhaustedAfter':
    '{count, plural, =0 {With the first device that fails} one {After # failed device} other {After # failed devices}}',
  'continuity.kind.stock': 'Stock',
  'continuity.kind.contract': 'Contract',
  'continuity.kind.test': 'Test',
  'continuity.kind.design': 'Design',
  'continuity.precedent.court-mailbox':
    'May 2025: press reports say that a court lost a mailbox after sanctions against its prosecutor. The company says it never ended its services to the court.',
  'continuity.precedent.export-law':
    'The rules on exports and sanctions of the United States can stop services, updates, spare parts and support.',
  'continuity.precedent.revocable-texts':
    'Some license texts of models say that their grant can be taken back, one at any time and without cause.',
  'continuity.precedent.china-rule':
    'January 2026: exports of advanced accelerators to China and Macau are decided case by case below set limits.',
  'continuity.precedent.remote-access-bill':
    'January 2026: a bill on remote access to controlled chips passed the House only; it is not law.',
  'continuity.precedent.diffusion-rule':
    'May 2025: a rule that would have sorted most countries by access to chips was announced as withdrawn and never enforced.',
  'continuity.precedent.solvinity':
    'May 2026: the Netherlands prohibited the purchase of the provider behind its digital identity by a company from the United States.',
  'continuity.precedent.privacy-framework':
    'September 2025: the framework between the Union and the United States was upheld; an appeal is pending.',
  'continuity.precedent.hub-outage': 'April 2024: a hub of models was slow or out of reach for more than a day.',
} as const

export const continuityEventWordsDe: Record<keyof typeof continuityEventWords, string> = {
  'continuity.event.service-suspension': 'Der Anbieter muss den Dienst aussetzen',
  'continuity.event.licensor-withdrawal': 'Der Lizenzgeber zieht das Modell zurück',
  'continuity.event.export-control': 'Beschleuniger fallen unter Exportkontrolle',
  'continuity.event.provider-acquired': 'Der Anbieter wird vom Ausland gekauft',
  'continuity.event.adequacy-struck-down': 'Ein Angemessenheitsbeschluss wird aufgehoben',
  'continuity.event.hub-offline': 'Das Modellverzeichnis ist nicht erreichbar',
  'continuity.short.service-suspension': 'Aussetzung',
  'continuity.short.licensor-withdrawal': 'Lizenz',
  'continuity.short.export-control': 'Exportkontrolle',
  'continuity.short.provider-acquired': 'Übernahme',
  'continuity.short.adequacy-struck-down': 'Angemessenheit',
  'continuity.short.hub-offline': 'Verzeichnis',
  'continuity.news.service-suspension':
    'Eine ausländische Regierung weist die Muttergesellschaft des Anbieters an, Einrichtungen wie Ihre nicht mehr zu bedienen. Der Anbieter folgt binnen einer Stunde.',
  'continuity.news.licensor-withdrawal':
    'Der Hersteller des Modells nimmt die Dateien von seinen Seiten und schreibt, er ziehe die Lizenz zurück.',
  'continuity.news.export-control':
    'Das Land des Herstellers stellt Ihre Beschleuniger, Ersatzteile, Treiber und Support unter eine Genehmigung, die Sie nicht erhalten.',
  'continuity.news.provider-acquired':
    'Die Presse meldet, dass ein Unternehmen mit Sitz in folgendem Land den Anbieter gekauft hat: {country}. Der Kauf wird heute wirksam.',
  'continuity.news.adequacy-struck-down':
    'Das Gericht hebt mit Wirkung von heute den Beschluss auf, aufgrund dessen personenbezogene Daten in ein Land gehen durften, in dem Ihre liegen.',
  'continuity.news.hub-offline':
    'Das Verzeichnis, aus dem Modell und Software stammen, ist nicht erreichbar, und niemand sagt, wie lange.',
  'continuity.moment.at-once': 'Sofort',
  'continuity.moment.restart': 'Nächster Neustart',
  'continuity.moment.update': 'Nächste Aktualisierung',
  'continuity.moment.failure': 'Ein Gerät fällt aus',
  'continuity.moment.renewal': 'Vertragsende',
  'continuity.moment.exhausted': 'Vorrat aufgebraucht',
  'continuity.when.at-once': 'Sofort',
  'continuity.when.restart': 'Wenn das Modell neu gestartet werden muss; den Tag kennt niemand',
  'continuity.when.update': 'Wenn eine Aktualisierung nötig wird, oft binnen Wochen',
  'continuity.when.failure': 'Beim nächsten Ausfall eines Geräts; den Tag kennt niemand',
  'continuity.when.renewal': 'Wenn der Vertrag endet; der Plan sagt nicht, wann',
  'continuity.when.renewalOn': 'Wenn der Vertrag endet, am {day}',
  'continuity.when.exhausted': 'Wenn der Vorrat aufgebraucht ist; der Plan sagt nicht, wie viel da ist',
  'continuity.when.exhaustedAfter':
    '{count, plural, =0 {Mit dem ersten Gerät, das ausfällt} one {Nach # ausgefallenen Gerät} other {Nach # ausgefallenen Geräten}}',
  'continuity.kind.stock': 'Vorrat',
  'continuity.kind.contract': 'Vertrag',
  'continuity.kind.test': 'Erprobung',
  'continuity.kind.design': 'Aufbau',
  'continuity.precedent.court-mailbox':
    'Mai 2025: laut Presse verlor ein Gericht nach Sanktionen gegen seinen Ankläger ein Postfach. Das Unternehmen sagt, es habe seine Dienste für das Gericht nie beendet.',
  'continuity.precedent.export-law':
    'Export- und Sanktionsrecht der Vereinigten Staaten kann Dienste, Aktualisierungen, Ersatzteile und Support stoppen.',
  'continuity.precedent.revocable-texts':
    'Einige Lizenztexte von Modellen nennen ihre Erlaubnis widerruflich, einer jederzeit und ohne Grund.',
  'continuity.precedent.china-rule':
    'Januar 2026: über die Ausfuhr leistungsfähiger Beschleuniger nach China und Macau wird unterhalb von Grenzwerten im Einzelfall entschieden.',
  'continuity.precedent.remote-access-bill':
    'Januar 2026: ein Entwurf zum Fernzugriff auf kontrollierte Chips passierte nur das Repräsentantenhaus; er ist kein Gesetz.',
  'continuity.precedent.diffusion-rule':
    'Mai 2025: eine Regel, die die meisten Länder nach Zugang zu Chips eingeteilt hätte, wurde als zurückgenommen angekündigt und nie durchgesetzt.',
  'continuity.precedent.solvinity':
    'Mai 2026: die Niederlande untersagten den Kauf des Anbieters ihrer digitalen Identität durch ein Unternehmen aus den Vereinigten Staaten.',
  'continuity.precedent.privacy-framework':
    'September 2025: der Rahmen zwischen der Union und den Vereinigten Staaten wurde bestätigt; ein Rechtsmittel ist anhängig.',
  'continuity.precedent.hub-outage':
    'April 2024: ein Modellverzeichnis war länger als einen Tag langsam oder nicht erreichbar.',
}

export const continuityEventWordsFr: Record<keyof typeof continuityEventWords, string> = {
  'continuity.event.service-suspension': 'Le fournisseur reçoit l’ordre de suspendre le service',
  'continuity.event.licensor-withdrawal': 'Le donneur de licence retire le modèle',
  'continuity.event.export-control': 'Les accélérateurs tombent sous contrôle des exportations',
  'continuity.event.provider-acquired': 'Le fournisseur est racheté depuis l’étranger',
  'continuity.event.adequacy-struck-down': 'Une décision d’adéquation est annulée',
  'continuity.event.hub-offline': 'La plateforme de modèles est hors ligne',
  'continuity.short.service-suspension': 'Suspension',
  'continuity.short.licensor-withdrawal': 'Licence',
  'continuity.short.export-control': 'Exportations',
  'continuity.short.provider-acquired': 'Rachat',
  'continuity.short.adequacy-struck-down': 'Adéquation',
  'continuity.short.hub-offline': 'Plateforme',
  'continuity.news.service-suspension':
    'Un gouvernement étranger ordonne à la société mère du fournisseur de ne plus servir les organismes comme le vôtre. Le fournisseur obéit dans l’heure.',
  'continuity.news.licensor-withdrawal':
    'L’éditeur du modèle retire les fichiers de ses pages et écrit qu’il retire la licence.',
  'continuity.news.export-control':
    'Le pays du fabricant soumet vos accélérateurs, leurs pièces, pilotes et support à une autorisation qui ne vous est pas accordée.',
  'continuity.news.provider-acquired':
    'La presse annonce qu’une entreprise du pays suivant a racheté le fournisseur : {country}. Le rachat prend effet aujourd’hui.',
  'continuity.news.adequacy-struck-down':
    'La juridiction annule, avec effet immédiat, la décision qui permettait d’envoyer des données personnelles vers un pays où se trouvent les vôtres.',
  'continuity.news.hub-offline':
    'La plateforme d’où viennent le modèle et ses logiciels est injoignable, et personne ne dit pour combien de temps.',
  'continuity.moment.at-once': 'Aussitôt',
  'continuity.moment.restart': 'Prochain redémarrage',
  'continuity.moment.update': 'Prochaine mise à jour',
  'continuity.moment.failure': 'Panne d’un appareil',
  'continuity.moment.renewal': 'Fin du contrat',
  'continuity.moment.exhausted': 'Stock épuisé',
  'continuity.when.at-once': 'Aussitôt',
  'continuity.when.restart': 'Quand le modèle doit être redémarré ; nul ne connaît ce jour',
  'continuity.when.update': 'Quand une mise à jour devient nécessaire, souvent en quelques semaines',
  'continuity.when.failure': 'À la prochaine panne d’un appareil ; nul ne connaît ce jour',
  'continuity.when.renewal': 'À la fin du contrat ; le plan ne dit pas quand',
  'continuity.when.renewalOn': 'À la fin du contrat, le {day}',
  'continuity.when.exhausted': 'Quand le stock est épuisé ; le plan ne dit pas ce qui est gardé',
  'continuity.when.exhaustedAfter':
    '{count, plural, =0 {Avec le premier appareil en panne} one {Après # appareil en panne} other {Après # appareils en panne}}',
  'continuity.kind.stock': 'Stock',
  'continuity.kind.contract': 'Contrat',
  'continuity.kind.test': 'Essai',
  'continuity.kind.design': 'Conception',
  'continuity.precedent.court-mailbox':
    'Mai 2025 : selon la presse, une cour a perdu une messagerie après des sanctions contre son procureur. L’entreprise dit n’avoir jamais cessé ses services à la cour.',
  'continuity.precedent.export-law':
    'Les règles d’exportation et de sanctions des États-Unis peuvent arrêter services, mises à jour, pièces et support.',
  'continuity.precedent.revocable-texts':
    'Certains textes de licence de modèles se disent révocables, l’un à tout moment et sans motif.',
  'continuity.precedent.china-rule':
    'Janvier 2026 : l’exportation d’accélérateurs avancés vers la Chine et Macao se décide au cas par cas sous certains seuils.',
  'continuity.precedent.remote-access-bill':
    'Janvier 2026 : un projet sur l’accès à distance à des puces contrôlées n’a passé que la Chambre ; ce n’est pas une loi.',
  'continuity.precedent.diffusion-rule':
    'Mai 2025 : une règle qui aurait classé la plupart des pays selon l’accès aux puces a été annoncée comme retirée et jamais appliquée.',
  'continuity.precedent.solvinity':
    'Mai 2026 : les Pays-Bas ont interdit le rachat du fournisseur de leur identité numérique par une entreprise des États-Unis.',
  'continuity.precedent.privacy-framework':
    'Septembre 2025 : le cadre entre l’Union et les États-Unis a été confirmé ; un pourvoi est pendant.',
  'continuity.precedent.hub-outage':
    'Avril 2024 : une plateforme de modèles a été lente ou injoignable pendant plus d’un jour.',
}
