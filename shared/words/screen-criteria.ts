/** Words for the criteria of the framework on the hosting screen, and for what would lift a ceiling. */
export const criteriaScreenWords = {
  'criteriaScreen.title': 'The 48 criteria',
  'criteriaScreen.coverage':
    '{answered, number} of {criteria, number} answered: {derived, number} from facts, {declared, number} by you',
  'criteriaScreen.intro':
    'What the facts of the hosting determine is filled in. Answer the rest by what you can show; what stays open is a gap, neither a zero nor a pass.',
  'criteriaScreen.adapted':
    'The framework speaks of the European Union. It is read here for the region that your organization trusts: adapted, not official.',
  'criteriaScreen.objectives': 'Criteria by objective',
  'criteriaScreen.tab': '{name} {answered, number}/{criteria, number}',
  'criteriaScreen.derived': 'From the facts',
  'criteriaScreen.allows': 'Its answer allows SEAL-{seal, number} at most.',
  'criteriaScreen.governs': 'It sets the overall ceiling.',
  'criteriaScreen.inert': 'Changes the score only, never the ceiling.',
  'criteriaScreen.excluded': 'The facts known so far exclude this answer; it does not count.',
  'criteriaScreen.waits': 'These facts would determine it: {facts}.',
  'criteriaScreen.lifts': 'What would lift the ceiling',
  'criteriaScreen.liftsAside': 'tried with the same rules',
  'criteriaScreen.overall': 'Overall',
  'criteriaScreen.lift':
    'SEAL-{from, number} to SEAL-{to, number} takes {count, plural, one {one step} other {# steps}}',
  'criteriaScreen.change': '{field}: {value};',
  'criteriaScreen.stepFor': 'lifts {criteria}',
  'criteriaScreen.stepAnswer': '{criterion}: at least “{answer}”. No single fact of this hosting brings that about.',
  'criteriaScreen.byObjective': 'By objective',
  'criteriaScreen.unsettled':
    'Answers contradict the entry of your choice. Once they agree, it can be tried what lifts the ceiling.',
  'criteriaScreen.top': 'No answer known now holds the ceiling below SEAL-4.',
}

export const criteriaScreenWordsDe: Record<keyof typeof criteriaScreenWords, string> = {
  'criteriaScreen.title': 'Die 48 Kriterien',
  'criteriaScreen.coverage':
    '{answered, number} von {criteria, number} beantwortet: {derived, number} aus Fakten, {declared, number} von Ihnen',
  'criteriaScreen.intro':
    'Was die Fakten des Hostings bestimmen, ist ausgefüllt. Beantworten Sie den Rest nach dem, was Sie belegen können; was offen bleibt, ist eine Lücke, weder null noch bestanden.',
  'criteriaScreen.adapted':
    'Der Rahmen spricht von der Europäischen Union. Er wird hier für die Region gelesen, der Ihre Organisation vertraut: angepasst, nicht amtlich.',
  'criteriaScreen.objectives': 'Kriterien nach Ziel',
  'criteriaScreen.tab': '{name} {answered, number}/{criteria, number}',
  'criteriaScreen.derived': 'Aus den Fakten',
  'criteriaScreen.allows': 'Die Antwort lässt höchstens SEAL-{seal, number} zu.',
  'criteriaScreen.governs': 'Sie setzt die Gesamtobergrenze.',
  'criteriaScreen.inert': 'Ändert nur die Punktzahl, nie die Obergrenze.',
  'criteriaScreen.excluded': 'Die bisher bekannten Fakten schließen diese Antwort aus; sie zählt nicht.',
  'criteriaScreen.waits': 'Diese Fakten würden es bestimmen: {facts}.',
  'criteriaScreen.lifts': 'Was die Obergrenze heben würde',
  'criteriaScreen.liftsAside': 'mit denselben Regeln erprobt',
  'criteriaScreen.overall': 'Gesamt',
  'criteriaScreen.lift':
    'SEAL-{from, number} auf SEAL-{to, number} braucht {count, plural, one {einen Schritt} other {# Schritte}}',
  'criteriaScreen.change': '{field}: {value};',
  'criteriaScreen.stepFor': 'hebt {criteria}',
  'criteriaScreen.stepAnswer': '{criterion}: mindestens „{answer}“. Kein einzelner Fakt dieses Hostings führt dahin.',
  'criteriaScreen.byObjective': 'Nach Ziel',
  'criteriaScreen.unsettled':
    'Antworten widersprechen dem Eintrag Ihrer Wahl. Sobald sie übereinstimmen, lässt sich erproben, was die Obergrenze hebt.',
  'criteriaScreen.top': 'Keine bekannte Antwort hält die Obergrenze unter SEAL-4.',
}

export const criteriaScreenWordsFr: Record<keyof typeof criteriaScreenWords, string> = {
  'criteriaScreen.title': 'Les 48 critères',
  'criteriaScreen.coverage':
    '{answered, number} sur {criteria, number} répondus : {derived, number} d’après les faits, {declared, number} par vous',
  'criteriaScreen.intro':
    'Ce que les faits de l’hébergement déterminent est rempli. Répondez au reste selon ce que vous pouvez montrer ; ce qui reste ouvert est une lacune, ni un zéro ni une réussite.',
  'criteriaScreen.adapted':
    'Le cadre parle de l’Union européenne. Il est lu ici pour la région à laquelle votre organisation fait confiance : adapté, non officiel.',
  'criteriaScreen.objectives': 'Critères par objectif',
  'criteriaScreen.tab': '{name} {answered, number}/{criteria, number}',
  'criteriaScreen.derived': 'D’après les faits',
  'criteriaScreen.allows': 'La réponse permet au plus SEAL-{seal, number}.',
  'criteriaScreen.governs': 'Elle fixe le plafond global.',
  'criteriaScreen.inert': 'Ne change que le score, jamais le plafond.',
  'criteriaScreen.excluded': 'Les faits connus excluent cette réponse ; elle ne compte pas.',
  'criteriaScreen.waits': 'Ces faits le détermineraient : {facts}.',
  'criteriaScreen.lifts': 'Ce qui relèverait le plafond',
  'criteriaScreen.liftsAside': 'essayé avec les mêmes règles',
  'criteriaScreen.overall': 'Global',
  'criteriaScreen.lift':
    'SEAL-{from, number} à SEAL-{to, number} demande {count, plural, one {une étape} other {# étapes}}',
  'criteriaScreen.change': '{field} : {value} ;',
  'criteriaScreen.stepFor': 'relève {criteria}',
  'criteriaScreen.stepAnswer': '{criterion} : au moins « {answer} ». Aucun fait isolé de cet hébergement n’y mène.',
  'criteriaScreen.byObjective': 'Par objectif',
  'criteriaScreen.unsettled':
    'Des réponses contredisent l’entrée de votre choix. Dès qu’elles concordent, on pourra essayer ce qui relève le plafond.',
  'criteriaScreen.top': 'Aucune réponse connue ne retient le plafond sous SEAL-4.',
}
