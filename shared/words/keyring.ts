/** Words of the account's keyring as an added wrap around a key. */
export const keyringWords = {
  'keyring.wrap': 'Add this account’s keyring',
  'keyring.unwrap': 'Take the keyring off',
  'keyring.with': 'and {keyring}',
  'keyring.wrapDetail':
    'The sealed key is put under {keyring} as well. A copy of the file then opens only for this account on this computer. The passphrase is asked for as before.',
  'keyring.before':
    'First export the private key and keep that file in a safe: if the account or its keyring is lost, nothing here opens the key any more, and the board has to replace it. Older copies of the file, such as in backups, stay as they are.',
  'keyring.unwrapDetail': 'The key is under {keyring}. Without it, the key is protected by its passphrase alone, as keys usually are here. Exporting works either way.',
  'keyring.wrapped': 'The key of {name} is under the keyring now.',
  'keyring.unwrapped': 'The key of {name} is under its passphrase alone.',
  'keyring.none.basic-text':
    'This account has no keyring that keeps secrets: the system would use a password that everybody knows (basic_text). Your key stays under its passphrase, which protects it. With GNOME Keyring or KWallet in use, come back here.',
  'keyring.none.closed': 'The keyring of this account does not answer. Unlock it, start Homeport again, and come back here. Your key stays under its passphrase.',
  'keyring.none.none': 'No keyring was found for this account. Your key stays under its passphrase, which protects it.',
  'keyring.name.keychain': 'the macOS Keychain',
  'keyring.name.dpapi': 'Windows data protection (DPAPI)',
  'keyring.name.gnome_libsecret': 'GNOME Keyring',
  'keyring.name.kwallet': 'KWallet',
  'keyring.name.kwallet5': 'KWallet',
  'keyring.name.kwallet6': 'KWallet',
  'log.event.key-wrapped': 'Key put under the keyring',
  'log.event.key-unwrapped': 'Key taken from the keyring',
  'fault.no-keyring': 'The keyring of this account cannot be used now. The key was not changed.',
  'fault.keyring-lost':
    'The keyring of this account does not open this key. If it is locked, unlock it and start Homeport again. If it is lost, take in the copy that you exported, or make a new key and have the board replace this one.',
} as const

export const keyringWordsDe: Record<keyof typeof keyringWords, string> = {
  'keyring.wrap': 'Schlüsselbund des Kontos hinzunehmen',
  'keyring.unwrap': 'Schlüsselbund wieder abnehmen',
  'keyring.with': 'und {keyring}',
  'keyring.wrapDetail':
    'Der versiegelte Schlüssel kommt zusätzlich unter {keyring}. Eine Kopie der Datei öffnet sich dann nur für dieses Konto auf diesem Rechner. Nach der Passphrase wird weiter gefragt.',
  'keyring.before':
    'Exportieren Sie vorher den privaten Schlüssel, und legen Sie diese Datei in einen Tresor: Geht das Konto oder sein Schlüsselbund verloren, öffnet hier nichts mehr den Schlüssel, und das Gremium muss ihn ersetzen. Ältere Kopien der Datei, etwa in Sicherungen, bleiben, wie sie sind.',
  'keyring.unwrapDetail': 'Der Schlüssel liegt unter {keyring}. Ohne ihn schützt ihn allein seine Passphrase, wie Schlüssel hier sonst auch. Exportieren geht in beiden Fällen.',
  'keyring.wrapped': 'Der Schlüssel von {name} liegt jetzt auch unter dem Schlüsselbund.',
  'keyring.unwrapped': 'Der Schlüssel von {name} liegt allein unter seiner Passphrase.',
  'keyring.none.basic-text':
    'Dieses Konto hat keinen Schlüsselbund, der Geheimnisse hütet: Das System nähme ein Passwort, das alle kennen (basic_text). Ihr Schlüssel bleibt unter seiner Passphrase, die ihn schützt. Mit GNOME-Schlüsselbund oder KWallet kommen Sie hierher zurück.',
  'keyring.none.closed': 'Der Schlüsselbund dieses Kontos antwortet nicht. Entsperren Sie ihn, starten Sie Homeport neu, und kommen Sie hierher zurück. Ihr Schlüssel bleibt unter seiner Passphrase.',
  'keyring.none.none': 'Für dieses Konto fand sich kein Schlüsselbund. Ihr Schlüssel bleibt unter seiner Passphrase, die ihn schützt.',
  'keyring.name.keychain': 'den Schlüsselbund von macOS',
  'keyring.name.dpapi': 'den Datenschutz von Windows (DPAPI)',
  'keyring.name.gnome_libsecret': 'den GNOME-Schlüsselbund',
  'keyring.name.kwallet': 'KWallet',
  'keyring.name.kwallet5': 'KWallet',
  'keyring.name.kwallet6': 'KWallet',
  'log.event.key-wrapped': 'Schlüssel unter den Schlüsselbund gelegt',
  'log.event.key-unwrapped': 'Schlüssel vom Schlüsselbund genommen',
  'fault.no-keyring': 'Der Schlüsselbund dieses Kontos lässt sich jetzt nicht verwenden. Der Schlüssel wurde nicht verändert.',
  'fault.keyring-lost':
    'Der Schlüsselbund dieses Kontos öffnet diesen Schlüssel nicht. Ist er gesperrt, entsperren Sie ihn und starten Homeport neu. Ist er verloren, übernehmen Sie die exportierte Kopie, oder erzeugen Sie einen neuen Schlüssel und lassen das Gremium diesen ersetzen.',
}

export const keyringWordsFr: Record<keyof typeof keyringWords, string> = {
  'keyring.wrap': 'Ajouter le trousseau de ce compte',
  'keyring.unwrap': 'Retirer le trousseau',
  'keyring.with': 'et {keyring}',
  'keyring.wrapDetail':
    'La clé scellée est placée en plus sous {keyring}. Une copie du fichier ne s’ouvre alors que pour ce compte sur cet ordinateur. La phrase secrète reste demandée.',
  'keyring.before':
    'Exportez d’abord la clé privée et gardez ce fichier au coffre\u202F: si le compte ou son trousseau est perdu, plus rien ici n’ouvre la clé, et le comité doit la remplacer. Les copies plus anciennes du fichier, par exemple dans des sauvegardes, restent telles quelles.',
  'keyring.unwrapDetail': 'La clé est sous {keyring}. Sans lui, seule sa phrase secrète la protège, comme toute clé ici. L’export fonctionne dans les deux cas.',
  'keyring.wrapped': 'La clé de {name} est maintenant aussi sous le trousseau.',
  'keyring.unwrapped': 'La clé de {name} est sous sa seule phrase secrète.',
  'keyring.none.basic-text':
    'Ce compte n’a pas de trousseau qui garde des secrets\u202F: le système prendrait un mot de passe que tout le monde connaît (basic_text). Votre clé reste sous sa phrase secrète, qui la protège. Avec le trousseau GNOME ou KWallet, revenez ici.',
  'keyring.none.closed': 'Le trousseau de ce compte ne répond pas. Déverrouillez-le, relancez Homeport, puis revenez ici. Votre clé reste sous sa phrase secrète.',
  'keyring.none.none': 'Aucun trousseau n’a été trouvé pour ce compte. Votre clé reste sous sa phrase secrète, qui la protège.',
  'keyring.name.keychain': 'le trousseau de macOS',
  'keyring.name.dpapi': 'la protection des données de Windows (DPAPI)',
  'keyring.name.gnome_libsecret': 'le trousseau GNOME',
  'keyring.name.kwallet': 'KWallet',
  'keyring.name.kwallet5': 'KWallet',
  'keyring.name.kwallet6': 'KWallet',
  'log.event.key-wrapped': 'Clé placée sous le trousseau',
  'log.event.key-unwrapped': 'Clé retirée du trousseau',
  'fault.no-keyring': 'Le trousseau de ce compte ne peut pas servir maintenant. La clé n’a pas été modifiée.',
  'fault.keyring-lost':
    'Le trousseau de ce compte n’ouvre pas cette clé. S’il est verrouillé, déverrouillez-le et relancez Homeport. S’il est perdu, reprenez la copie exportée, ou créez une nouvelle clé et faites remplacer celle-ci par le comité.',
}
