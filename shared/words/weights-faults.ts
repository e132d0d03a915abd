/** Words of what can be wrong with model files and their signatures. */
export const weightsFaultWords = {
  'weights.problem.not-found': 'The folder is not there any more.',
  'weights.problem.not-a-folder': 'That is not a folder.',
  'weights.problem.link': '{path} is a link. Copy the files themselves into the folder.',
  'weights.problem.special-file': '{path} is neither a file nor a folder.',
  'weights.problem.bad-name': 'A file name below {path} has characters that cannot be recorded safely.',
  'weights.problem.too-many': 'The folder has more than 20,000 files. Choose the folder of one model.',
  'weights.problem.too-deep': '{path} lies too deep. Choose the folder of one model.',
  'weights.problem.empty': 'The folder has no files.',
  'weights.problem.not-readable': '{path} cannot be read. Check the drive and your rights.',
  'weights.problem.canceled': 'Stopped before {path} was read.',
  'weights.problem.changed': '{path} changed while it was read. Wait until the copy is complete.',

  'weights.refused.pickle': 'A Python pickle file: it runs whatever code is in it when it is read. Use safetensors or GGUF.',
  'weights.refused.pickle-ending':
    'Its ending makes programs read it as a Python pickle, which can run code. Use safetensors or GGUF.',
  'weights.refused.wrong-magic': 'The file is not what its name says.',
  'weights.refused.version-not-supported': 'This version of GGUF is not supported; convert the file to version 3.',
  'weights.refused.big-endian': 'The file is for computers with another byte order.',
  'weights.refused.truncated': 'The file ends too early. Copy or download it again.',
  'weights.refused.too-long': 'The header is longer than any published model has.',
  'weights.refused.too-many': 'The header declares more entries than any published model has.',
  'weights.refused.bad-text': 'The header has text that is not valid.',
  'weights.refused.bad-value': 'The header has a value that cannot be.',
  'weights.refused.bad-tensor': 'The header places a tensor where it cannot be.',
  'weights.refused.named-twice': 'The header has a name twice.',
  'weights.refused.bad-json': 'The header is not strict JSON.',
  'weights.refused.unknown-type': 'The header names a type of number that Homeport does not know.',
  'weights.refused.holes': 'The tensors do not fill the file, or lie over each other.',
  'weights.refused.set-incomplete': 'Parts of the set are missing or do not belong together.',
  'weights.refused.not-found': 'The file is gone.',
  'weights.refused.link': 'The file is a link.',
  'weights.refused.not-a-file': 'This is no regular file.',
  'weights.refused.not-readable': 'The file cannot be read.',

  'weights.signature.none': 'The folder has no signature.',
  'weights.signature.signed-by-key': 'The given key signed exactly these files.',
  'weights.signature.no-key': 'It was made with a key. Give the public key of the signer to check it.',
  'weights.signature.certificate': 'It was made with a certificate. Its root is not known here, so it cannot be checked offline.',
  'weights.signature.transparency-log':
    'It was made with a short-lived certificate and a public log. That cannot be checked offline here.',
  'weights.signature.hash-not-supported': 'It lists the files by a digest other than SHA-256. It cannot be checked here.',
  'weights.signature.shards': 'It lists pieces of files. It cannot be checked here.',
  'weights.signature.links-followed': 'The signer followed links, which Homeport refuses. It cannot be checked here.',
  'weights.signature.broken-bundle': 'The file is no complete signature.',
  'weights.signature.broken-statement': 'What was signed is no proper list of files.',
  'weights.signature.other-statement': 'What was signed is not a list of model files.',
  'weights.signature.wrong-signature': 'The given key did not make this signature, or the list was changed.',
  'weights.signature.files-differ': 'The key signed other files than these.',
  'weights.signature.valid': 'Valid',
  'weights.signature.invalid': 'Not valid',
  'weights.signature.not-checkable': 'Cannot be checked here',

  'weights.problem.bad-key': '{path} is no Ed25519, P-256 or P-384 public key in PEM.',
  'weights.refused.no-configuration':
    'The tensors alone do not say how they are used. Choose the file where its config.json lies beside it.',
  'weights.refused.not-decoder': 'This is no model that writes text. Homeport plans with those only.',

} as const

export const weightsFaultWordsDe: Record<keyof typeof weightsFaultWords, string> = {
  'weights.problem.not-found': 'Der Ordner ist nicht mehr vorhanden.',
  'weights.problem.not-a-folder': 'Das ist kein Ordner.',
  'weights.problem.link': '{path} ist eine Verknüpfung. Kopieren Sie die Dateien selbst in den Ordner.',
  'weights.problem.special-file': '{path} ist weder eine Datei noch ein Ordner.',
  'weights.problem.bad-name': 'Ein Dateiname unter {path} enthält Zeichen, die sich nicht sicher festhalten lassen.',
  'weights.problem.too-many': 'Der Ordner hat mehr als 20.000 Dateien. Wählen Sie den Ordner eines einzelnen Modells.',
  'weights.problem.too-deep': '{path} liegt zu tief. Wählen Sie den Ordner eines einzelnen Modells.',
  'weights.problem.empty': 'Der Ordner enthält keine Dateien.',
  'weights.problem.not-readable': '{path} ist nicht lesbar. Prüfen Sie den Datenträger und Ihre Rechte.',
  'weights.problem.canceled': 'Angehalten, bevor {path} gelesen war.',
  'weights.problem.changed': '{path} hat sich während des Lesens geändert. Warten Sie, bis der Kopiervorgang beendet ist.',

  'weights.refused.pickle':
    'Eine Pickle-Datei von Python: Beim Einlesen wird beliebiger enthaltener Code ausgeführt. Verwenden Sie Safetensors oder GGUF.',
  'weights.refused.pickle-ending':
    'Wegen der Endung lesen Programme die Datei als Python-Pickle, wobei Code ausgeführt werden kann. Verwenden Sie Safetensors oder GGUF.',
  'weights.refused.wrong-magic': 'Die Datei ist nicht das, was ihr Name angibt.',
  'weights.refused.version-not-supported':
    'Diese Version von GGUF wird nicht unterstützt; wandeln Sie die Datei in Version 3 um.',
  'weights.refused.big-endian': 'Die Datei ist für Rechner mit anderer Byte-Reihenfolge bestimmt.',
  'weights.refused.truncated': 'Die Datei endet zu früh. Kopieren oder laden Sie sie erneut.',
  'weights.refused.too-long': 'Der Kopf ist länger als bei jedem veröffentlichten Modell.',
  'weights.refused.too-many': 'Der Kopf gibt mehr Einträge an als jedes veröffentlichte Modell.',
  'weights.refused.bad-text': 'Der Kopf enthält ungültigen Text.',
  'weights.refused.bad-value': 'Der Kopf enthält einen unmöglichen Wert.',
  'weights.refused.bad-tensor': 'Der Kopf gibt für einen Tensor eine unmögliche Stelle an.',
  'weights.refused.named-twice': 'Der Kopf enthält einen Namen doppelt.',
  'weights.refused.bad-json': 'Der Kopf ist kein strenges JSON.',
  'weights.refused.unknown-type': 'Der Kopf nennt eine Zahlenart, die Homeport nicht kennt.',
  'weights.refused.holes': 'Die Tensoren füllen die Datei nicht oder überlappen sich.',
  'weights.refused.set-incomplete': 'Teile des Satzes fehlen oder gehören nicht zusammen.',
  'weights.refused.not-found': 'Die Datei ist nicht mehr vorhanden.',
  'weights.refused.link': 'Die Datei ist eine Verknüpfung.',
  'weights.refused.not-a-file': 'Das ist keine gewöhnliche Datei.',
  'weights.refused.not-readable': 'Die Datei ist nicht lesbar.',

  'weights.signature.none': 'Der Ordner enthält keine Signatur.',
  'weights.signature.signed-by-key': 'Der angegebene Schlüssel hat genau diese Dateien signiert.',
  'weights.signature.no-key':
    'Sie wurde mit einem Schlüssel erstellt. Geben Sie zur Prüfung den öffentlichen Schlüssel der signierenden Stelle an.',
  'weights.signature.certificate':
    'Sie wurde mit einem Zertifikat erstellt. Dessen Wurzel ist hier nicht bekannt; sie ist offline nicht prüfbar.',
  'weights.signature.transparency-log':
    'Sie wurde mit einem kurzlebigen Zertifikat und einem öffentlichen Protokoll erstellt. Das ist hier offline nicht prüfbar.',
  'weights.signature.hash-not-supported':
    'Sie führt die Dateien mit einer anderen Prüfsumme als SHA-256 auf. Sie ist hier nicht prüfbar.',
  'weights.signature.shards': 'Sie führt Teilstücke von Dateien auf. Sie ist hier nicht prüfbar.',
  'weights.signature.links-followed':
    'Die signierende Stelle ist Verknüpfungen gefolgt, was Homeport ablehnt. Sie ist hier nicht prüfbar.',
  'weights.signature.broken-bundle': 'Die Datei ist keine vollständige Signatur.',
  'weights.signature.broken-statement': 'Das Signierte ist keine ordnungsgemäße Dateiliste.',
  'weights.signature.other-statement': 'Das Signierte ist keine Liste von Modelldateien.',
  'weights.signature.wrong-signature':
    'Der angegebene Schlüssel hat diese Signatur nicht erstellt, oder die Liste wurde geändert.',
  'weights.signature.files-differ': 'Der Schlüssel hat andere Dateien als diese signiert.',
  'weights.signature.valid': 'Gültig',
  'weights.signature.invalid': 'Ungültig',
  'weights.signature.not-checkable': 'Hier nicht prüfbar',

  'weights.problem.bad-key': '{path} ist kein öffentlicher Schlüssel nach Ed25519, P-256 oder P-384 im PEM-Format.',
  'weights.refused.no-configuration':
    'Die Tensoren allein sagen nicht, wie sie verwendet werden. Wählen Sie die Datei dort, wo ihre config.json liegt.',
  'weights.refused.not-decoder': 'Das ist kein Modell, das Text schreibt. Homeport plant nur mit solchen.',

}

export const weightsFaultWordsFr: Record<keyof typeof weightsFaultWords, string> = {
  'weights.problem.not-found': 'Le dossier n’est plus là.',
  'weights.problem.not-a-folder': 'Ce n’est pas un dossier.',
  'weights.problem.link': '{path} est un lien. Copiez les fichiers eux-mêmes dans le dossier.',
  'weights.problem.special-file': '{path} n’est ni un fichier ni un dossier.',
  'weights.problem.bad-name':
    'Un nom de fichier sous {path} comporte des caractères qui ne peuvent être consignés sûrement.',
  'weights.problem.too-many': 'Le dossier contient plus de 20 000 fichiers. Choisissez le dossier d’un seul modèle.',
  'weights.problem.too-deep': '{path} se trouve trop profond. Choisissez le dossier d’un seul modèle.',
  'weights.problem.empty': 'Le dossier ne contient aucun fichier.',
  'weights.problem.not-readable': '{path} ne peut être lu. Vérifiez le disque et vos droits.',
  'weights.problem.canceled': 'Arrêté avant la lecture de {path}.',
  'weights.problem.changed': '{path} a changé pendant sa lecture. Attendez la fin de la copie.',

  'weights.refused.pickle':
    'Un fichier pickle de Python : il exécute, à la lecture, tout code qu’il contient. Utilisez safetensors ou GGUF.',
  'weights.refused.pickle-ending':
    'Son extension fait que des programmes le lisent comme un pickle de Python, qui peut exécuter du code. Utilisez safetensors ou GGUF.',
  'weights.refused.wrong-magic': 'Le fichier n’est pas ce que dit son nom.',
  'weights.refused.version-not-supported':
    'Cette version de GGUF n’est pas prise en charge ; convertissez le fichier en version 3.',
  'weights.refused.big-endian': 'Le fichier est destiné à des ordinateurs d’un autre ordre d’octets.',
  'weights.refused.truncated': 'Le fichier se termine trop tôt. Copiez-le ou téléchargez-le de nouveau.',
  'weights.refused.too-long': 'L’en-tête est plus long que celui de tout modèle publié.',
  'weights.refused.too-many': 'L’en-tête déclare plus d’entrées que tout modèle publié.',
  'weights.refused.bad-text': 'L’en-tête contient un texte non valide.',
  'weights.refused.bad-value': 'L’en-tête contient une valeur impossible.',
  'weights.refused.bad-tensor': 'L’en-tête place un tenseur à un endroit impossible.',
  'weights.refused.named-twice': 'L’en-tête contient deux fois un même nom.',
  'weights.refused.bad-json': 'L’en-tête n’est pas du JSON strict.',
  'weights.refused.unknown-type': 'L’en-tête nomme un type de nombre que Homeport ne connaît pas.',
  'weights.refused.holes': 'Les tenseurs ne remplissent pas le fichier, ou se chevauchent.',
  'weights.refused.set-incomplete': 'Des parties de l’ensemble manquent ou ne vont pas ensemble.',
  'weights.refused.not-found': 'Le fichier a disparu.',
  'weights.refused.link': 'Le fichier est un lien.',
  'weights.refused.not-a-file': 'Ce n’est pas un fichier ordinaire.',
  'weights.refused.not-readable': 'Le fichier ne peut être lu.',

  'weights.signature.none': 'Le dossier n’a pas de signature.',
  'weights.signature.signed-by-key': 'La clé fournie a signé exactement ces fichiers.',
  'weights.signature.no-key':
    'Elle a été faite avec une clé. Fournissez la clé publique du signataire pour la contrôler.',
  'weights.signature.certificate':
    'Elle a été faite avec un certificat. Sa racine n’est pas connue ici ; elle ne peut donc être contrôlée hors ligne.',
  'weights.signature.transparency-log':
    'Elle a été faite avec un certificat de courte durée et un journal public. Cela ne peut être contrôlé ici hors ligne.',
  'weights.signature.hash-not-supported':
    'Elle énumère les fichiers par une empreinte autre que SHA-256. Elle ne peut être contrôlée ici.',
  'weights.signature.shards': 'Elle énumère des fragments de fichiers. Elle ne peut être contrôlée ici.',
  'weights.signature.links-followed':
    'Le signataire a suivi des liens, ce que Homeport refuse. Elle ne peut être contrôlée ici.',
  'weights.signature.broken-bundle': 'Le fichier n’est pas une signature complète.',
  'weights.signature.broken-statement': 'Ce qui a été signé n’est pas une liste de fichiers en bonne forme.',
  'weights.signature.other-statement': 'Ce qui a été signé n’est pas une liste de fichiers de modèle.',
  'weights.signature.wrong-signature': 'La clé fournie n’a pas fait cette signature, ou la liste a été modifiée.',
  'weights.signature.files-differ': 'La clé a signé d’autres fichiers que ceux-ci.',
  'weights.signature.valid': 'Valable',
  'weights.signature.invalid': 'Non valable',
  'weights.signature.not-checkable': 'Ne peut être contrôlée ici',

  'weights.problem.bad-key': '{path} n’est pas une clé publique Ed25519, P-256 ou P-384 en PEM.',
  'weights.refused.no-configuration':
    'Les tenseurs seuls ne disent pas comment ils s’emploient. Choisissez le fichier à l’endroit où se trouve aussi son config.json.',
  'weights.refused.not-decoder': 'Ce n’est pas un modèle qui écrit du texte. Homeport ne planifie qu’avec ceux-là.',

}
