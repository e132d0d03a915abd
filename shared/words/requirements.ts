/** Words for checks of the requirements among themselves, and for names that several screens use. */
export const requirementsWords = {
  'requirements.contextTooShort':
    'A prompt and its answer need {needed, number} tokens; the plan allows {context, number}.',
  'requirements.promptAndAnswer': 'You plan prompts of {prompt, number} and answers of {answer, number} tokens.',
  'requirements.contextIs': 'The context is {context, number} tokens.',
  'requirements.contextShortBy': 'It is too short by {short, number} tokens.',
  'requirements.raiseContext': 'Raise the context to {needed, number} tokens',
  'requirements.oldKnowledge': '{pack}: {age, plural, one {# day} other {# days}} old; your limit is {limit, number}.',
  'requirements.ageLimit': 'Your limit for the age of reference data is {limit, plural, one {# day} other {# days}}.',
  'requirements.packAsOf': '{pack} was collected up to {day}.',
  'requirements.packAge': 'On the day of the assessment it is {age, plural, one {# day} other {# days}} old.',
} as const

export const requirementsWordsDe: Record<keyof typeof requirementsWords, string> = {
  'requirements.contextTooShort':
    'Eingabe und Antwort brauchen {needed, number} Tokens; der Plan sieht {context, number} vor.',
  'requirements.promptAndAnswer':
    'Sie planen Eingaben mit {prompt, number} und Antworten mit {answer, number} Tokens.',
  'requirements.contextIs': 'Der Kontext umfasst {context, number} Tokens.',
  'requirements.contextShortBy': 'Er ist um {short, number} Tokens zu kurz.',
  'requirements.raiseContext': 'Kontext auf {needed, number} Tokens erhöhen',
  'requirements.oldKnowledge':
    '{pack}: {age, plural, one {# Tag} other {# Tage}} alt; Ihre Grenze liegt bei {limit, number}.',
  'requirements.ageLimit':
    'Ihre Grenze für das Alter der Referenzdaten liegt bei {limit, plural, one {# Tag} other {# Tagen}}.',
  'requirements.packAsOf': '{pack} wurde bis zum {day} erhoben.',
  'requirements.packAge': 'Am Tag der Bewertung sind es {age, plural, one {# Tag} other {# Tage}}.',
}

export const requirementsWordsFr: Record<keyof typeof requirementsWords, string> = {
  'requirements.contextTooShort':
    'Une invite et sa réponse nécessitent {needed, number} jetons ; le plan en permet {context, number}.',
  'requirements.promptAndAnswer':
    'Vous prévoyez des invites de {prompt, number} jetons et des réponses de {answer, number} jetons.',
  'requirements.contextIs': 'Le contexte est de {context, number} jetons.',
  'requirements.contextShortBy': 'Il est trop court de {short, number} jetons.',
  'requirements.raiseContext': 'Porter le contexte à {needed, number} jetons',
  'requirements.oldKnowledge':
    '{pack} : {age, plural, one {# jour} other {# jours}} d’ancienneté ; votre limite est de {limit, number}.',
  'requirements.ageLimit':
    'Votre limite d’ancienneté des données de référence est de {limit, plural, one {# jour} other {# jours}}.',
  'requirements.packAsOf': '{pack} : données arrêtées au {day}.',
  'requirements.packAge':
    'Au jour de l’évaluation, {age, plural, one {# jour s’est écoulé} other {# jours se sont écoulés}}.',
}
