/** Words of the hardware stage: memory, speed, failures. */
export const capacityWords = {
  'capacity.missing': 'The hardware cannot be assessed without: {field}.',
  'capacity.notChecked': '{field}: the plan does not say, so it was not checked.',
  'capacity.oneNodeAssumed': '{field}: the plan does not say, so one was assumed.',
  'capacity.answer': 'Answer: {field}',
  'capacity.gap.not-chosen': 'The plan does not say yet.',
  'capacity.gap.not-probed': 'This machine has not been looked at yet.',
  'capacity.gap.not-in-catalog': 'The catalog does not have this device, and capacity is not guessed.',
  'capacity.gap.memory-unknown': 'How much memory the device has is not known.',
  'capacity.gap.count-unknown': 'How many devices there are is not known.',

  'capacity.format': '{engine} cannot use {quantization}.',
  'capacity.formatsOf': '{engine} reads: {formats}.',
  'capacity.cannotRead': '{quantization} is not among what it reads or keeps.',
  'capacity.useEngine': 'Use {engine}',

  'capacity.doesNotFit':
    '{model} does not fit on {count, plural, one {# {target}} other {# × {target}}} for the planned load.',
  'capacity.weightsTooBig':
    'The weights of {model} alone are larger than the memory of {count, plural, one {# {target}} other {# × {target}}}.',
  'capacity.fitDepends': 'Whether {model} fits on {target} depends on the exact memory of the device.',
  'capacity.exactMemory': 'Its maker’s gigabytes can mean 10^9 or 2^30 bytes each, and the need lies between the two.',
  'capacity.tight': '{model} fits on {target} with almost nothing to spare.',
  'capacity.memoryUnknown': 'How much memory {model} needs cannot be computed.',
  'capacity.memoryUnverified': 'The memory of {target} must be confirmed.',
  'capacity.peakIs':
    'At the peak {people, plural, one {# person is} other {# people are}} served at once, {perNode, number} per node.',
  'capacity.perNodeIs': '{people, plural, one {# person is} other {# people are}} served at once by one node.',
  'capacity.contextIs': 'Each conversation may hold {tokens, number} tokens.',
  'capacity.promptIs': 'A prompt has {tokens, number} tokens.',
  'capacity.weightsAre': 'The weights take {bytes}.',
  'capacity.cacheIs': 'The conversations take {bytes} of cache.',
  'capacity.restIs': 'Buffers and the engine take {bytes}.',
  'capacity.memoryIs': 'The devices have {bytes} of memory.',
  'capacity.usableIs': '{count, plural, one {# device offers} other {# devices offer}} {bytes} to the engine.',
  'capacity.rule': 'Weights, cache, buffers and runtime of {engine} must fit into the usable memory of every device.',
  'capacity.shortBy': 'Short by {bytes}.',
  'capacity.offloaded':
    'With {layers, number} of {all, number} layers ({bytes}) left in the computer’s memory the rest would fit. One person would then see about {likely}, from {low} to {high}: a rough figure, from {runs, number} published runs on other machines.',
  'capacity.leftOver': '{bytes} remain.',

  'capacity.useQuantization': 'Use the number format {quantization}',
  'capacity.useCache': 'Keep the cache in {cache}',
  'capacity.useContext': 'Limit conversations to {tokens, number} tokens',
  'capacity.servePeople': 'Serve at most {people, plural, one {# person} other {# people}} at once',
  'capacity.useDevices': 'Use {count, plural, one {# device} other {# devices}} per node',
  'capacity.useNodes': 'Use {nodes, plural, one {# node} other {# nodes}}',

  'capacity.heads':
    '{engine} cannot divide {heads, number} attention heads over {count, plural, one {# device} other {# devices}}.',
  'capacity.headsAre': '{model} has {heads, number} attention heads.',
  'capacity.headsDoNotDivide': '{count, number} does not divide them evenly.',

  'capacity.minimumIs': 'You ask for at least {speed} per person.',
  'capacity.speedIs': 'One person sees {likely}, with a range from {low} to {high}.',
  'capacity.tooSlow': 'Too slow: {likely} per person, {minimum} required.',
  'capacity.likelyTooSlow': 'Probably too slow: about {likely} per person, {minimum} required.',
  'capacity.maybeTooSlow':
    'Possibly too slow: about {likely} per person is likely, but less than {minimum} is within the range.',
  'capacity.speedUnknown': 'How fast {target} is cannot be computed.',
  'capacity.firstTokenUnmeasured': 'No measurement supports how fast {target} reads a prompt: have it measured.',
  'capacity.speedUnmeasured': 'No measurement supports the speed of {target}: have it measured.',
  'capacity.firstTokenLimit': 'The first token must come within {time}.',
  'capacity.firstTokenIs': 'It comes after {likely}, with a range from {low} to {high}.',
  'capacity.firstTokenUnderLoad':
    'With {concurrency} answered at once on a node, it comes after {likely}, with a range from {low} to {high}.',
  'capacity.firstTokenLate': 'The first token comes too late: {likely}, {maximum} allowed.',
  'capacity.firstTokenMaybeLate': 'The first token may come too late: about {likely}, {maximum} allowed.',
  'capacity.firstTokenUnknown': 'When the first token comes cannot be computed.',

  'capacity.basis.measured': 'Measured on this machine; median error {error}.',
  'capacity.basis.same-hardware':
    'Based on measurements on the same hardware; {rows, number} held-back rows, median error {error}. Four of five lie in the range.',
  'capacity.basis.class':
    'Based on measurements on similar hardware; {rows, number} held-back rows, median error {error}. Four of five lie in the range.',
  'capacity.basis.vendor':
    'Based on the maker’s figures only; {rows, number} rows of other hardware, median error {error}. Have it measured before you rely on it.',
  'capacity.basis.processor-batch':
    'Computed from {rows, number} runs of one request at a time on other processors, median error {error}; nobody measured several at once. Have it measured before you rely on it.',
  'capacity.basis.processor-prompt':
    'Computed from {rows, number} prompts on other processors, median error {error}. Certainty is the lowest: by their instructions processors read prompts several times faster or slower than one another, and few were measured. Have a prompt measured on this machine before you rely on it.',

  'capacity.mustSurvive': 'The peak must be carried with one failure.',
  'capacity.installationIs':
    '{nodes, plural, one {# node} other {# nodes}} with {count, plural, one {# device} other {# devices}} each.',
  'capacity.nodeFailureMaybe': 'Without one node the rest may be too slow for your minimum.',
  'capacity.deviceFailureMaybe': 'Without one device the rest may be too slow for your minimum.',
  'capacity.restMaybeTooSlow': 'What remains reaches your minimum only in part of its likely range.',
  'capacity.nodeFailureUnknown': 'It is not known whether the rest is fast enough when one node fails.',
  'capacity.deviceFailureUnknown': 'It is not known whether the rest is fast enough when one device fails.',
  'capacity.restSpeedUnknown': 'The speed of what remains is not known.',
  'capacity.nodeFailure': 'When one node fails, the others cannot carry the peak.',
  'capacity.deviceFailure': 'When one device fails, the service cannot carry the peak.',
  'capacity.restDoesNotFit': 'What remains cannot hold the model and its conversations.',
  'capacity.restTooSlow': 'What remains is slower than required.',

  'capacity.problem.accelerator-unknown': 'The catalog does not have this device, and speed is not guessed.',
  'capacity.problem.architecture-unknown': 'The architecture of the model is not known in enough detail.',
  'capacity.problem.bandwidth-unknown': 'The memory bandwidth of the device is not known.',
  'capacity.problem.cache-type-unknown': 'The number format of the cache is not known.',
  'capacity.problem.compute-unknown': 'The compute rate of the device is not known.',
  'capacity.problem.engine-unknown': 'The engine is not known.',
  'capacity.problem.memory-unknown': 'The memory of the device is not known.',
  'capacity.problem.metric-unknown': 'Nothing was measured that a figure could rest on.',
  'capacity.problem.model-unknown': 'The catalog does not have this model.',
  'capacity.problem.quantization-unknown': 'The engine does not read this number format.',

  'capacity.part.weights': 'Weights',
  'capacity.part.cache': 'Cache of conversations',
  'capacity.part.buffers': 'Buffers',
  'capacity.part.runtime': 'Engine',
  'capacity.part.free': 'Free',
  'capacity.part.host': 'In the computer’s memory',
} as const

export const capacityWordsDe: Record<keyof typeof capacityWords, string> = {
  'capacity.missing': 'Ohne diese Angabe lässt sich die Hardware nicht beurteilen: {field}.',
  'capacity.notChecked': '{field}: Der Plan sagt es nicht, daher wurde es nicht geprüft.',
  'capacity.oneNodeAssumed': '{field}: Der Plan sagt es nicht, daher wurde einer angenommen.',
  'capacity.answer': 'Beantworten: {field}',
  'capacity.gap.not-chosen': 'Der Plan enthält diese Angabe noch nicht.',
  'capacity.gap.not-probed': 'Dieser Rechner wurde noch nicht untersucht.',
  'capacity.gap.not-in-catalog': 'Das Gerät steht nicht im Katalog; die Leistung wird nicht geschätzt.',
  'capacity.gap.memory-unknown': 'Wie viel Speicher das Gerät hat, ist nicht bekannt.',
  'capacity.gap.count-unknown': 'Wie viele Geräte es sind, ist nicht bekannt.',

  'capacity.format': '{engine} kann {quantization} nicht verwenden.',
  'capacity.formatsOf': '{engine} liest: {formats}.',
  'capacity.cannotRead': '{quantization} gehört nicht zu dem, was die Engine liest oder ablegt.',
  'capacity.useEngine': '{engine} verwenden',

  'capacity.doesNotFit':
    '{model} passt bei der geplanten Last nicht auf {count, plural, one {# {target}} other {# × {target}}}.',
  'capacity.weightsTooBig':
    'Schon die Gewichte von {model} sind größer als der Speicher von {count, plural, one {# {target}} other {# × {target}}}.',
  'capacity.fitDepends': 'Ob {model} auf {target} passt, hängt vom genauen Speicher des Geräts ab.',
  'capacity.exactMemory':
    'Die Gigabyte des Herstellers können je 10^9 oder 2^30 Byte bedeuten, und der Bedarf liegt dazwischen.',
  'capacity.tight': '{model} passt auf {target}, lässt aber fast nichts übrig.',
  'capacity.memoryUnknown': 'Der Speicherbedarf von {model} lässt sich nicht berechnen.',
  'capacity.memoryUnverified': 'Der Speicher von {target} muss bestätigt werden.',
  'capacity.peakIs':
    'In der Spitze {people, plural, one {wird # Person} other {werden # Personen}} gleichzeitig bedient, {perNode, number} je Knoten.',
  'capacity.perNodeIs': 'Ein Knoten bedient {people, plural, one {# Person} other {# Personen}} gleichzeitig.',
  'capacity.contextIs': 'Jedes Gespräch darf {tokens, number} Tokens umfassen.',
  'capacity.promptIs': 'Eine Eingabe hat {tokens, number} Tokens.',
  'capacity.weightsAre': 'Die Gewichte belegen {bytes}.',
  'capacity.cacheIs': 'Die Gespräche belegen {bytes} Zwischenspeicher.',
  'capacity.restIs': 'Puffer und Engine belegen {bytes}.',
  'capacity.memoryIs': 'Die Geräte haben {bytes} Speicher.',
  'capacity.usableIs': '{count, plural, one {# Gerät stellt} other {# Geräte stellen}} der Engine {bytes} bereit.',
  'capacity.rule':
    'Gewichte, Zwischenspeicher, Puffer und Laufzeit von {engine} müssen in den nutzbaren Speicher jedes Geräts passen.',
  'capacity.shortBy': 'Es fehlen {bytes}.',
  'capacity.offloaded':
    'Blieben {layers, number} von {all, number} Schichten ({bytes}) im Speicher des Rechners, passte der Rest. Eine Person sähe dann etwa {likely}, von {low} bis {high}: eine grobe Angabe aus {runs, number} veröffentlichten Läufen auf anderen Rechnern.',
  'capacity.leftOver': 'Es bleiben {bytes}.',

  'capacity.useQuantization': 'Das Zahlenformat {quantization} verwenden',
  'capacity.useCache': 'Den Zwischenspeicher in {cache} halten',
  'capacity.useContext': 'Gespräche auf {tokens, number} Tokens begrenzen',
  'capacity.servePeople': 'Höchstens {people, plural, one {# Person} other {# Personen}} gleichzeitig bedienen',
  'capacity.useDevices': '{count, plural, one {# Gerät} other {# Geräte}} je Knoten einsetzen',
  'capacity.useNodes': '{nodes, plural, one {# Knoten} other {# Knoten}} einsetzen',

  'capacity.heads':
    '{engine} kann {heads, number} Attention-Köpfe nicht auf {count, plural, one {# Gerät} other {# Geräte}} verteilen.',
  'capacity.headsAre': '{model} hat {heads, number} Attention-Köpfe.',
  'capacity.headsDoNotDivide': 'Durch {count, number} lassen sie sich nicht ohne Rest teilen.',

  'capacity.minimumIs': 'Sie verlangen mindestens {speed} je Person.',
  'capacity.speedIs': 'Eine Person sieht {likely}; die Spanne reicht von {low} bis {high}.',
  'capacity.tooSlow': 'Zu langsam: {likely} je Person, gefordert sind {minimum}.',
  'capacity.likelyTooSlow': 'Wahrscheinlich zu langsam: etwa {likely} je Person, gefordert sind {minimum}.',
  'capacity.maybeTooSlow':
    'Möglicherweise zu langsam: wahrscheinlich sind {likely} je Person, doch die Spanne reicht unter {minimum}.',
  'capacity.speedUnknown': 'Die Geschwindigkeit von {target} lässt sich nicht berechnen.',
  'capacity.firstTokenUnmeasured': 'Keine Messung belegt, wie schnell {target} eine Eingabe liest: Lassen Sie es messen.',
  'capacity.speedUnmeasured': 'Keine Messung belegt die Geschwindigkeit von {target}: Lassen Sie sie messen.',
  'capacity.firstTokenLimit': 'Das erste Token muss innerhalb von {time} kommen.',
  'capacity.firstTokenIs': 'Es kommt nach {likely}; die Spanne reicht von {low} bis {high}.',
  'capacity.firstTokenUnderLoad':
    'Werden auf einem Knoten {concurrency} zugleich beantwortet, kommt es nach {likely}; die Spanne reicht von {low} bis {high}.',
  'capacity.firstTokenLate': 'Das erste Token kommt zu spät: {likely}, zulässig sind {maximum}.',
  'capacity.firstTokenMaybeLate':
    'Das erste Token kommt möglicherweise zu spät: etwa {likely}, zulässig sind {maximum}.',
  'capacity.firstTokenUnknown': 'Wann das erste Token kommt, lässt sich nicht berechnen.',

  'capacity.basis.measured': 'Auf diesem Rechner gemessen; mittlerer Fehler (Median) {error}.',
  'capacity.basis.same-hardware':
    'Beruht auf Messungen an gleicher Hardware; {rows, number} zurückgehaltene Messwerte, mittlerer Fehler (Median) {error}. Vier von fünf liegen in der Spanne.',
  'capacity.basis.class':
    'Beruht auf Messungen an ähnlicher Hardware; {rows, number} zurückgehaltene Messwerte, mittlerer Fehler (Median) {error}. Vier von fünf liegen in der Spanne.',
  'capacity.basis.vendor':
    'Beruht nur auf Herstellerangaben; {rows, number} Messwerte anderer Hardware, mittlerer Fehler (Median) {error}. Lassen Sie messen, bevor Sie sich darauf verlassen.',
  'capacity.basis.processor-batch':
    'Berechnet aus {rows, number} Läufen mit je einer Anfrage auf anderen Prozessoren, mittlerer Fehler (Median) {error}; mehrere zugleich hat niemand gemessen. Lassen Sie messen, bevor Sie sich darauf verlassen.',
  'capacity.basis.processor-prompt':
    'Berechnet aus {rows, number} Eingaben auf anderen Prozessoren, mittlerer Fehler (Median) {error}. Die Gewissheit ist die geringste: Je nach ihren Befehlen lesen Prozessoren Eingaben mehrfach schneller oder langsamer als andere, und nur wenige wurden gemessen. Lassen Sie eine Eingabe auf diesem Rechner messen, bevor Sie sich darauf verlassen.',

  'capacity.mustSurvive': 'Die Spitzenlast muss auch bei einem Ausfall getragen werden.',
  'capacity.installationIs':
    '{nodes, plural, one {# Knoten} other {# Knoten}} mit je {count, plural, one {# Gerät} other {# Geräten}}.',
  'capacity.nodeFailureMaybe': 'Fällt ein Knoten aus, ist der Rest möglicherweise zu langsam für Ihr Minimum.',
  'capacity.deviceFailureMaybe': 'Fällt ein Gerät aus, ist der Rest möglicherweise zu langsam für Ihr Minimum.',
  'capacity.restMaybeTooSlow': 'Was bleibt, erreicht Ihr Minimum nur in einem Teil der wahrscheinlichen Spanne.',
  'capacity.nodeFailureUnknown': 'Ob der Rest schnell genug ist, wenn ein Knoten ausfällt, ist nicht bekannt.',
  'capacity.deviceFailureUnknown': 'Ob der Rest schnell genug ist, wenn ein Gerät ausfällt, ist nicht bekannt.',
  'capacity.restSpeedUnknown': 'Wie schnell das ist, was übrig bleibt, ist nicht bekannt.',
  'capacity.nodeFailure': 'Fällt ein Knoten aus, können die übrigen die Spitzenlast nicht tragen.',
  'capacity.deviceFailure': 'Fällt ein Gerät aus, kann der Dienst die Spitzenlast nicht tragen.',
  'capacity.restDoesNotFit': 'Was übrig bleibt, fasst das Modell und seine Gespräche nicht.',
  'capacity.restTooSlow': 'Was übrig bleibt, ist langsamer als gefordert.',

  'capacity.problem.accelerator-unknown': 'Das Gerät steht nicht im Katalog; die Geschwindigkeit wird nicht geschätzt.',
  'capacity.problem.architecture-unknown': 'Die Architektur des Modells ist nicht genau genug bekannt.',
  'capacity.problem.bandwidth-unknown': 'Die Speicherbandbreite des Geräts ist nicht bekannt.',
  'capacity.problem.cache-type-unknown': 'Das Zahlenformat des Zwischenspeichers ist nicht bekannt.',
  'capacity.problem.compute-unknown': 'Die Rechenleistung des Geräts ist nicht bekannt.',
  'capacity.problem.engine-unknown': 'Die Engine ist nicht bekannt.',
  'capacity.problem.memory-unknown': 'Der Speicher des Geräts ist nicht bekannt.',
  'capacity.problem.metric-unknown': 'Es gibt keine Messung, auf die sich eine Angabe stützen könnte.',
  'capacity.problem.model-unknown': 'Das Modell steht nicht im Katalog.',
  'capacity.problem.quantization-unknown': 'Die Engine liest dieses Zahlenformat nicht.',

  'capacity.part.weights': 'Gewichte',
  'capacity.part.cache': 'Zwischenspeicher der Gespräche',
  'capacity.part.buffers': 'Puffer',
  'capacity.part.runtime': 'Engine',
  'capacity.part.free': 'Frei',
  'capacity.part.host': 'Im Speicher des Rechners',
}

export const capacityWordsFr: Record<keyof typeof capacityWords, string> = {
  'capacity.missing': 'Le matériel ne peut être évalué sans : {field}.',
  'capacity.notChecked': '{field} : le plan ne le dit pas, ce point n’a donc pas été vérifié.',
  'capacity.oneNodeAssumed': '{field} : le plan ne le dit pas, un seul a donc été supposé.',
  'capacity.answer': 'Répondre : {field}',
  'capacity.gap.not-chosen': 'Le plan ne le dit pas encore.',
  'capacity.gap.not-probed': 'Cette machine n’a pas encore été examinée.',
  'capacity.gap.not-in-catalog': 'Le catalogue ne contient pas cet accélérateur, et la capacité ne se devine pas.',
  'capacity.gap.memory-unknown': 'On ne sait pas de combien de mémoire dispose l’accélérateur.',
  'capacity.gap.count-unknown': 'Le nombre d’accélérateurs n’est pas connu.',

  'capacity.format': '{engine} ne peut pas utiliser {quantization}.',
  'capacity.formatsOf': '{engine} lit : {formats}.',
  'capacity.cannotRead': '{quantization} ne figure pas parmi ce qu’il lit ou conserve.',
  'capacity.useEngine': 'Utiliser {engine}',

  'capacity.doesNotFit':
    '{model} ne tient pas sur {count, plural, one {# {target}} other {# × {target}}} pour la charge prévue.',
  'capacity.weightsTooBig':
    'Les poids de {model} dépassent à eux seuls la mémoire de {count, plural, one {# {target}} other {# × {target}}}.',
  'capacity.fitDepends': 'Que {model} tienne ou non sur {target} dépend de la mémoire exacte de l’accélérateur.',
  'capacity.exactMemory':
    'Les gigaoctets de son fabricant peuvent valoir 10^9 ou 2^30 octets chacun, et le besoin se situe entre les deux.',
  'capacity.tight': '{model} tient sur {target} presque sans aucune marge.',
  'capacity.memoryUnknown': 'La mémoire dont {model} a besoin ne peut être calculée.',
  'capacity.memoryUnverified': 'La mémoire de {target} doit être confirmée.',
  'capacity.peakIs':
    'En pointe, {people, plural, one {# personne est servie} other {# personnes sont servies}} simultanément, dont {perNode, number} par nœud.',
  'capacity.perNodeIs': 'Un nœud sert {people, plural, one {# personne} other {# personnes}} à la fois.',
  'capacity.contextIs': 'Chaque conversation peut contenir {tokens, number} jetons.',
  'capacity.promptIs': 'Une invite compte {tokens, number} jetons.',
  'capacity.weightsAre': 'Les poids occupent {bytes}.',
  'capacity.cacheIs': 'Les conversations occupent {bytes} de cache.',
  'capacity.restIs': 'Les tampons et le moteur occupent {bytes}.',
  'capacity.memoryIs': 'Les accélérateurs ont {bytes} de mémoire.',
  'capacity.usableIs': '{count, plural, one {# accélérateur offre} other {# accélérateurs offrent}} {bytes} au moteur.',
  'capacity.rule':
    'Les poids, le cache, les tampons et l’environnement d’exécution de {engine} doivent tenir dans la mémoire utilisable de chaque accélérateur.',
  'capacity.shortBy': 'Il manque {bytes}.',
  'capacity.offloaded':
    'Si {layers, number} couches sur {all, number} ({bytes}) restaient dans la mémoire de l’ordinateur, le reste tiendrait. Une personne verrait alors environ {likely}, de {low} à {high} : un ordre de grandeur, d’après {runs, number} exécutions publiées sur d’autres machines.',
  'capacity.leftOver': 'Il reste {bytes}.',

  'capacity.useQuantization': 'Utiliser le format numérique {quantization}',
  'capacity.useCache': 'Conserver le cache en {cache}',
  'capacity.useContext': 'Limiter les conversations à {tokens, number} jetons',
  'capacity.servePeople': 'Servir au plus {people, plural, one {# personne} other {# personnes}} à la fois',
  'capacity.useDevices': 'Utiliser {count, plural, one {# accélérateur} other {# accélérateurs}} par nœud',
  'capacity.useNodes': 'Utiliser {nodes, plural, one {# nœud} other {# nœuds}}',

  'capacity.heads':
    '{engine} ne peut répartir {heads, number} têtes d’attention sur {count, plural, one {# accélérateur} other {# accélérateurs}}.',
  'capacity.headsAre': '{model} a {heads, number} têtes d’attention.',
  'capacity.headsDoNotDivide': '{count, number} ne les divise pas en parts égales.',

  'capacity.minimumIs': 'Vous demandez au moins {speed} par personne.',
  'capacity.speedIs': 'Une personne voit {likely}, dans une fourchette de {low} à {high}.',
  'capacity.tooSlow': 'Trop lent : {likely} par personne, {minimum} exigés.',
  'capacity.likelyTooSlow': 'Probablement trop lent : environ {likely} par personne, {minimum} exigés.',
  'capacity.maybeTooSlow':
    'Peut-être trop lent : environ {likely} par personne sont probables, mais moins de {minimum} reste dans la fourchette.',
  'capacity.speedUnknown': 'La vitesse de {target} ne peut être calculée.',
  'capacity.firstTokenUnmeasured': 'Aucune mesure n’étaye la vitesse à laquelle {target} lit une invite : faites-la mesurer.',
  'capacity.speedUnmeasured': 'Aucune mesure n’étaye la vitesse de {target} : faites-la mesurer.',
  'capacity.firstTokenLimit': 'Le premier jeton doit arriver en {time} au plus.',
  'capacity.firstTokenIs': 'Il arrive après {likely}, dans une fourchette de {low} à {high}.',
  'capacity.firstTokenUnderLoad':
    'Avec {concurrency} réponses à la fois sur un nœud, il arrive après {likely}, dans une fourchette de {low} à {high}.',
  'capacity.firstTokenLate': 'Le premier jeton arrive trop tard : {likely}, pour {maximum} admis.',
  'capacity.firstTokenMaybeLate': 'Le premier jeton peut arriver trop tard : environ {likely}, pour {maximum} admis.',
  'capacity.firstTokenUnknown': 'Le moment où arrive le premier jeton ne peut être calculé.',

  'capacity.basis.measured': 'Mesuré sur cette machine ; erreur médiane {error}.',
  'capacity.basis.same-hardware':
    'D’après des mesures sur le même matériel ; {rows, number} mesures de contrôle, erreur médiane {error}. Quatre sur cinq se situent dans la fourchette.',
  'capacity.basis.class':
    'D’après des mesures sur un matériel semblable ; {rows, number} mesures de contrôle, erreur médiane {error}. Quatre sur cinq se situent dans la fourchette.',
  'capacity.basis.vendor':
    'D’après les seuls chiffres du fabricant ; {rows, number} mesures d’autres matériels, erreur médiane {error}. Faites mesurer avant de vous y fier.',
  'capacity.basis.processor-batch':
    'Calculé d’après {rows, number} exécutions d’une seule demande à la fois sur d’autres processeurs, erreur médiane {error} ; personne n’en a mesuré plusieurs à la fois. Faites mesurer avant de vous y fier.',
  'capacity.basis.processor-prompt':
    'Calculé d’après {rows, number} invites sur d’autres processeurs, erreur médiane {error}. La certitude est la plus faible : selon leurs instructions, les processeurs lisent une invite plusieurs fois plus vite ou plus lentement les uns que les autres, et peu ont été mesurés. Faites mesurer une invite sur cette machine avant de vous y fier.',

  'capacity.mustSurvive': 'La pointe doit être supportée malgré une panne.',
  'capacity.installationIs':
    '{nodes, plural, one {# nœud} other {# nœuds}} de {count, plural, one {# accélérateur} other {# accélérateurs}} chacun.',
  'capacity.nodeFailureMaybe': 'Si un nœud tombe en panne, le reste risque d’être trop lent pour votre minimum.',
  'capacity.deviceFailureMaybe': 'Si un accélérateur tombe en panne, le reste risque d’être trop lent pour votre minimum.',
  'capacity.restMaybeTooSlow': 'Ce qui reste n’atteint votre minimum que dans une partie de la fourchette probable.',
  'capacity.nodeFailureUnknown': 'On ne sait pas si le reste est assez rapide quand un nœud tombe en panne.',
  'capacity.deviceFailureUnknown': 'On ne sait pas si le reste est assez rapide quand un accélérateur tombe en panne.',
  'capacity.restSpeedUnknown': 'La vitesse de ce qui reste n’est pas connue.',
  'capacity.nodeFailure': 'Lorsqu’un nœud tombe en panne, les autres ne peuvent supporter la pointe.',
  'capacity.deviceFailure': 'Lorsqu’un accélérateur tombe en panne, le service ne peut supporter la pointe.',
  'capacity.restDoesNotFit': 'Ce qui reste ne peut contenir le modèle et ses conversations.',
  'capacity.restTooSlow': 'Ce qui reste est plus lent qu’exigé.',

  'capacity.problem.accelerator-unknown':
    'Le catalogue ne contient pas cet accélérateur, et la vitesse ne se devine pas.',
  'capacity.problem.architecture-unknown': 'L’architecture du modèle n’est pas connue avec assez de détail.',
  'capacity.problem.bandwidth-unknown': 'La bande passante mémoire de l’accélérateur n’est pas connue.',
  'capacity.problem.cache-type-unknown': 'Le format numérique du cache n’est pas connu.',
  'capacity.problem.compute-unknown': 'La puissance de calcul de l’accélérateur n’est pas connue.',
  'capacity.problem.engine-unknown': 'Le moteur n’est pas connu.',
  'capacity.problem.memory-unknown': 'La mémoire de l’accélérateur n’est pas connue.',
  'capacity.problem.metric-unknown': 'Rien n’a été mesuré sur quoi un chiffre puisse reposer.',
  'capacity.problem.model-unknown': 'Le catalogue ne contient pas ce modèle.',
  'capacity.problem.quantization-unknown': 'Le moteur ne lit pas ce format numérique.',

  'capacity.part.weights': 'Poids',
  'capacity.part.cache': 'Cache des conversations',
  'capacity.part.buffers': 'Tampons',
  'capacity.part.runtime': 'Moteur',
  'capacity.part.free': 'Libre',
  'capacity.part.host': 'Dans la mémoire de l’ordinateur',
}
