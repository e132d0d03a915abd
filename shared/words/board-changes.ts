/** Words of what changed between two versions of a board. */
export const boardChangeWords = {
  'board.change.rootAdded': 'New root key of {name}: {fingerprint}',
  'board.change.rootRemoved': 'Root key of {name} is gone: {fingerprint}',
  'board.change.rootThreshold':
    '{count, plural, one {One root key} other {# root keys}} of {of, number} must sign from now on',
  'board.change.requirementAdded':
    '“{decision}” now needs {count, plural, one {one person} other {# persons}}: {roles}',
  'board.change.requirementRemoved':
    '“{decision}” no longer needs {count, plural, one {one person} other {# persons}}: {roles}',
  'board.change.personAdded': 'New person: {name} ({roles}), key {fingerprints}',
  'board.change.personRemoved': '{name} is no longer in the board; earlier signatures no longer count',
  'board.change.renamed': '{before} is now called {name}',
  'board.change.rolesGained': '{name} gets: {roles}',
  'board.change.rolesLost': '{name} no longer is: {roles}',
  'board.change.signsWithAny': 'One key of {name} is enough from now on',
  'board.change.signsWithAll': 'All keys of {name} must sign together from now on',
  'board.change.keyAdded': 'New key of {name}, vouched for by the roots alone: {fingerprint}. Ask the person.',
  'board.change.keyRotated': '{name} changed keys, confirmed by the earlier key: {fingerprint}',
  'board.change.keyRemoved': 'A key of {name} is gone: {fingerprint}',
  'board.change.keyRevoked': 'Key of {name} revoked from {day} ({reason}): {fingerprint}',
  'board.change.keyRestored': 'A revoked key of {name} counts again: {fingerprint}',
  'board.change.keyValidity': 'Key of {name} is valid from {from} to {until}: {fingerprint}',
  'board.change.organization': '{before} is now called {name}',
  'board.change.roleRenamed': 'The role “{before}” is now called “{name}”',
  'board.change.expires': 'Valid until {day}',
} as const

export const boardChangeWordsDe: Record<keyof typeof boardChangeWords, string> = {
  'board.change.rootAdded': 'Neuer Wurzelschlüssel von {name}: {fingerprint}',
  'board.change.rootRemoved': 'Wurzelschlüssel von {name} entfällt: {fingerprint}',
  'board.change.rootThreshold':
    'Künftig {count, plural, one {muss ein Wurzelschlüssel} other {müssen # Wurzelschlüssel}} von {of, number} signieren',
  'board.change.requirementAdded':
    '„{decision}“ braucht künftig {count, plural, one {eine Person} other {# Personen}}: {roles}',
  'board.change.requirementRemoved':
    '„{decision}“ braucht nicht mehr {count, plural, one {eine Person} other {# Personen}}: {roles}',
  'board.change.personAdded': 'Neue Person: {name} ({roles}), Schlüssel {fingerprints}',
  'board.change.personRemoved': '{name} gehört nicht mehr zum Gremium; frühere Signaturen zählen nicht mehr',
  'board.change.renamed': '{before} heißt künftig {name}',
  'board.change.rolesGained': '{name} erhält: {roles}',
  'board.change.rolesLost': '{name} ist nicht mehr: {roles}',
  'board.change.signsWithAny': 'Künftig genügt ein Schlüssel von {name}',
  'board.change.signsWithAll': 'Künftig müssen alle Schlüssel von {name} gemeinsam signieren',
  'board.change.keyAdded':
    'Neuer Schlüssel von {name}, nur von den Wurzeln verbürgt: {fingerprint}. Fragen Sie die Person.',
  'board.change.keyRotated': '{name} hat den Schlüssel gewechselt, bestätigt vom früheren: {fingerprint}',
  'board.change.keyRemoved': 'Ein Schlüssel von {name} entfällt: {fingerprint}',
  'board.change.keyRevoked': 'Schlüssel von {name} widerrufen ab {day} ({reason}): {fingerprint}',
  'board.change.keyRestored': 'Ein widerrufener Schlüssel von {name} zählt wieder: {fingerprint}',
  'board.change.keyValidity': 'Schlüssel von {name} gilt von {from} bis {until}: {fingerprint}',
  'board.change.organization': '{before} heißt künftig {name}',
  'board.change.roleRenamed': 'Die Rolle „{before}“ heißt künftig „{name}“',
  'board.change.expires': 'Gültig bis {day}',
}

export const boardChangeWordsFr: Record<keyof typeof boardChangeWords, string> = {
  'board.change.rootAdded': 'Nouvelle clé racine de {name} : {fingerprint}',
  'board.change.rootRemoved': 'La clé racine de {name} disparaît : {fingerprint}',
  'board.change.rootThreshold':
    'Désormais {count, plural, one {une clé racine} other {# clés racines}} sur {of, number} {count, plural, one {doit} other {doivent}} signer',
  'board.change.requirementAdded':
    '« {decision} » exige désormais {count, plural, one {une personne} other {# personnes}} : {roles}',
  'board.change.requirementRemoved':
    '« {decision} » n’exige plus {count, plural, one {une personne} other {# personnes}} : {roles}',
  'board.change.personAdded': 'Nouvelle personne : {name} ({roles}), clé {fingerprints}',
  'board.change.personRemoved': '{name} n’est plus au comité ; ses signatures antérieures ne comptent plus',
  'board.change.renamed': '{before} s’appelle désormais {name}',
  'board.change.rolesGained': '{name} reçoit : {roles}',
  'board.change.rolesLost': '{name} n’est plus : {roles}',
  'board.change.signsWithAny': 'Une seule clé de {name} suffit désormais',
  'board.change.signsWithAll': 'Toutes les clés de {name} doivent désormais signer ensemble',
  'board.change.keyAdded':
    'Nouvelle clé de {name}, garantie par les seules racines : {fingerprint}. Demandez à la personne.',
  'board.change.keyRotated': '{name} a changé de clé, confirmée par l’ancienne : {fingerprint}',
  'board.change.keyRemoved': 'Une clé de {name} disparaît : {fingerprint}',
  'board.change.keyRevoked': 'Clé de {name} révoquée à partir du {day} ({reason}) : {fingerprint}',
  'board.change.keyRestored': 'Une clé révoquée de {name} compte de nouveau : {fingerprint}',
  'board.change.keyValidity': 'Clé de {name} valable du {from} au {until} : {fingerprint}',
  'board.change.organization': '{before} s’appelle désormais {name}',
  'board.change.roleRenamed': 'Le rôle « {before} » s’appelle désormais « {name} »',
  'board.change.expires': 'Valable jusqu’au {day}',
}
