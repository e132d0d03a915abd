/** Words for the guided questions of the screening under the AI Act. */
export const fieldsScreeningWords = {
  'field.screening.manipulation.label':
    'Does it influence people below their awareness or deceive them, so that they decide against their interest and are harmed?',
  'field.screening.manipulation.hint': 'Persuasion that people can see through is not meant.',
  'field.screening.vulnerability.label':
    'Does it exploit age, disability or a social or economic plight to sway people to their harm?',
  'field.screening.vulnerability.hint': 'Help offered to people in need is not meant.',
  'field.screening.socialScoring.label':
    'Does it score people by their social behavior or traits, and treat them worse elsewhere or out of proportion for it?',
  'field.screening.socialScoring.hint': 'Public and private bodies alike.',
  'field.screening.crimePrediction.label':
    'Does it predict from a profile or personality alone that a person will commit a crime?',
  'field.screening.crimePrediction.hint':
    'Support for an assessment by people, based on verifiable facts, is not meant.',
  'field.screening.faceScraping.label':
    'Does it collect faces from the internet or cameras without a target to build a recognition database?',
  'field.screening.faceScraping.hint': 'Also when the database was bought.',
  'field.screening.workEmotions.label':
    'Does it infer emotions at work or in education, other than for medical or safety reasons?',
  'field.screening.workEmotions.hint': 'Tone analysis of employees counts.',
  'field.screening.biometricTraits.label':
    'Does it infer race, opinions, faith, union membership or sexual life from biometric data?',
  'field.screening.biometricTraits.hint': 'Labeling lawfully acquired biometric data sets is not meant.',
  'field.screening.liveIdentification.label':
    'Does it identify people at a distance in public places, in real time, for law enforcement?',
  'field.screening.liveIdentification.hint':
    'Narrow exceptions need a law and prior authorization. Answer yes and have it confirmed.',
  'field.screening.intimateImages.label':
    'Can it make intimate images of real people without their consent, or images of child sexual abuse, with no effective safeguard?',
  'field.screening.intimateImages.hint': 'Prohibited from 2 December 2026.',
  'field.screening.product.label':
    'Is it a product of Annex I, or its safety component, that a third party has to assess?',
  'field.screening.product.hint': 'Medical devices, machinery, lifts, toys, vehicles and others.',
  'field.screening.profiling.label': 'Does it profile people: evaluate aspects of their lives from personal data?',
  'field.screening.profiling.hint': 'With profiling there is no exception from high-risk.',
  'field.screening.exceptions.label': 'Which of these describe all that it does?',
  'field.screening.exceptions.hint': 'One is needed for the exception of Article 6(3). Choose none if none fits.',
  'field.screening.exceptions.option.narrow-task': 'A narrow procedural task',
  'field.screening.exceptions.option.improves-result': 'It improves the result of finished human work',
  'field.screening.exceptions.option.detects-patterns': 'It finds patterns in past decisions, and people review them',
  'field.screening.exceptions.option.preparatory': 'It only prepares an assessment',
  'field.screening.significantRisk.label':
    'Could it still harm health, safety or fundamental rights significantly, or sway decisions in substance?',
  'field.screening.significantRisk.hint': 'The exception also needs the answer no, with reasons on file.',
} as const

export const fieldsScreeningWordsDe: Record<keyof typeof fieldsScreeningWords, string> = {
  'field.screening.manipulation.label':
    'Beeinflusst es Menschen unterschwellig oder täuscht sie, sodass sie gegen ihr Interesse entscheiden und Schaden nehmen?',
  'field.screening.manipulation.hint': 'Werbung, die man als solche erkennt, ist nicht gemeint.',
  'field.screening.vulnerability.label':
    'Nutzt es Alter, Behinderung oder eine soziale oder wirtschaftliche Notlage aus, um Menschen zu ihrem Schaden zu lenken?',
  'field.screening.vulnerability.hint': 'Hilfe für Menschen in Not ist nicht gemeint.',
  'field.screening.socialScoring.label':
    'Bewertet es Menschen nach sozialem Verhalten oder Merkmalen und behandelt sie deshalb andernorts oder unverhältnismäßig schlechter?',
  'field.screening.socialScoring.hint': 'Für öffentliche und private Stellen.',
  'field.screening.crimePrediction.label':
    'Sagt es allein aus einem Profil oder der Persönlichkeit voraus, dass jemand eine Straftat begeht?',
  'field.screening.crimePrediction.hint':
    'Hilfe für eine Einschätzung durch Menschen anhand prüfbarer Tatsachen ist nicht gemeint.',
  'field.screening.faceScraping.label':
    'Sammelt es ungezielt Gesichter aus dem Internet oder von Kameras für eine Datenbank zur Wiedererkennung?',
  'field.screening.faceScraping.hint': 'Auch wenn die Datenbank gekauft wurde.',
  'field.screening.workEmotions.label':
    'Schließt es am Arbeitsplatz oder in der Bildung auf Gefühle, außer aus medizinischen oder Sicherheitsgründen?',
  'field.screening.workEmotions.hint': 'Auch die Auswertung des Tonfalls von Beschäftigten zählt.',
  'field.screening.biometricTraits.label':
    'Schließt es aus biometrischen Daten auf Rasse, Überzeugungen, Glauben, Gewerkschaft oder Sexualleben?',
  'field.screening.biometricTraits.hint':
    'Das Kennzeichnen rechtmäßig erlangter biometrischer Datensätze ist nicht gemeint.',
  'field.screening.liveIdentification.label':
    'Identifiziert es Menschen aus der Ferne an öffentlichen Orten in Echtzeit für die Strafverfolgung?',
  'field.screening.liveIdentification.hint':
    'Enge Ausnahmen brauchen ein Gesetz und eine vorherige Genehmigung. Antworten Sie mit Ja und lassen Sie es bestätigen.',
  'field.screening.intimateImages.label':
    'Kann es ohne wirksame Sperre intime Bilder echter Menschen ohne deren Einwilligung oder Darstellungen von Kindesmissbrauch erzeugen?',
  'field.screening.intimateImages.hint': 'Verboten ab 2. Dezember 2026.',
  'field.screening.product.label':
    'Ist es ein Produkt nach Anhang I oder dessen Sicherheitsbauteil, das Dritte bewerten müssen?',
  'field.screening.product.hint': 'Medizinprodukte, Maschinen, Aufzüge, Spielzeug, Fahrzeuge und andere.',
  'field.screening.profiling.label':
    'Erstellt es Profile: bewertet es persönliche Aspekte von Menschen aus ihren Daten?',
  'field.screening.profiling.hint': 'Mit Profiling gibt es keine Ausnahme vom hohen Risiko.',
  'field.screening.exceptions.label': 'Was davon beschreibt alles, was es tut?',
  'field.screening.exceptions.hint':
    'Für die Ausnahme nach Artikel 6 Absatz 3 braucht es eine. Wählen Sie keine, wenn keine zutrifft.',
  'field.screening.exceptions.option.narrow-task': 'Eine eng gefasste Verfahrensaufgabe',
  'field.screening.exceptions.option.improves-result': 'Es verbessert das Ergebnis fertiger menschlicher Arbeit',
  'field.screening.exceptions.option.detects-patterns':
    'Es findet Muster in früheren Entscheidungen, die Menschen prüfen',
  'field.screening.exceptions.option.preparatory': 'Es bereitet eine Bewertung nur vor',
  'field.screening.significantRisk.label':
    'Könnte es dennoch Gesundheit, Sicherheit oder Grundrechte erheblich beeinträchtigen oder Entscheidungen wesentlich lenken?',
  'field.screening.significantRisk.hint': 'Die Ausnahme verlangt auch hier ein Nein mit Begründung in den Akten.',
}

export const fieldsScreeningWordsFr: Record<keyof typeof fieldsScreeningWords, string> = {
  'field.screening.manipulation.label':
    'Influence-t-il les personnes à leur insu ou les trompe-t-il, au point qu’elles décident contre leur intérêt et subissent un préjudice ?',
  'field.screening.manipulation.hint': 'La persuasion que chacun peut reconnaître n’est pas visée.',
  'field.screening.vulnerability.label':
    'Exploite-t-il l’âge, un handicap ou une détresse sociale ou économique pour orienter des personnes à leur détriment ?',
  'field.screening.vulnerability.hint': 'L’aide aux personnes dans le besoin n’est pas visée.',
  'field.screening.socialScoring.label':
    'Note-t-il les personnes selon leur comportement social ou leurs traits, et les traite-t-il pour cela moins bien ailleurs ou de façon disproportionnée ?',
  'field.screening.socialScoring.hint': 'Pour les organismes publics comme privés.',
  'field.screening.crimePrediction.label':
    'Prédit-il, à partir du seul profil ou de la personnalité, qu’une personne commettra une infraction ?',
  'field.screening.crimePrediction.hint':
    'L’appui à une appréciation humaine fondée sur des faits vérifiables n’est pas visé.',
  'field.screening.faceScraping.label':
    'Collecte-t-il sans ciblage des visages sur internet ou des caméras pour constituer une base de reconnaissance ?',
  'field.screening.faceScraping.hint': 'Même si la base a été achetée.',
  'field.screening.workEmotions.label':
    'Déduit-il des émotions au travail ou dans l’enseignement, hors raisons médicales ou de sécurité ?',
  'field.screening.workEmotions.hint': 'L’analyse du ton du personnel compte.',
  'field.screening.biometricTraits.label':
    'Déduit-il de données biométriques la race, les opinions, la foi, l’appartenance syndicale ou la vie sexuelle ?',
  'field.screening.biometricTraits.hint': 'L’étiquetage de jeux biométriques acquis licitement n’est pas visé.',
  'field.screening.liveIdentification.label':
    'Identifie-t-il des personnes à distance, en temps réel, dans l’espace public, à des fins répressives ?',
  'field.screening.liveIdentification.hint':
    'Des exceptions étroites exigent une loi et une autorisation préalable. Répondez oui et faites confirmer.',
  'field.screening.intimateImages.label':
    'Peut-il, sans barrière efficace, produire des images intimes de personnes réelles sans leur accord, ou des images d’abus d’enfants ?',
  'field.screening.intimateImages.hint': 'Interdit à partir du 2 décembre 2026.',
  'field.screening.product.label':
    'Est-ce un produit de l’annexe I, ou son composant de sécurité, qu’un tiers doit évaluer ?',
  'field.screening.product.hint': 'Dispositifs médicaux, machines, ascenseurs, jouets, véhicules et autres.',
  'field.screening.profiling.label':
    'Profile-t-il des personnes : évalue-t-il des aspects de leur vie à partir de leurs données ?',
  'field.screening.profiling.hint': 'Avec le profilage, aucune exception au haut risque.',
  'field.screening.exceptions.label': 'Lesquelles de ces descriptions couvrent tout ce qu’il fait ?',
  'field.screening.exceptions.hint':
    'Il en faut une pour l’exception de l’article 6, paragraphe 3. N’en choisissez aucune si aucune ne convient.',
  'field.screening.exceptions.option.narrow-task': 'Une tâche procédurale étroite',
  'field.screening.exceptions.option.improves-result': 'Il améliore le résultat d’un travail humain achevé',
  'field.screening.exceptions.option.detects-patterns':
    'Il repère des tendances dans des décisions passées, revues par des personnes',
  'field.screening.exceptions.option.preparatory': 'Il prépare seulement une évaluation',
  'field.screening.significantRisk.label':
    'Pourrait-il néanmoins nuire gravement à la santé, à la sécurité ou aux droits fondamentaux, ou orienter les décisions sur le fond ?',
  'field.screening.significantRisk.hint': 'L’exception exige aussi un non motivé au dossier.',
}
