/** Words of the hardware stage: memory, speed, failures. */
export const capacityWords = {
  'capacity.missing': 'The hardware cannot be assessed without: {field}.',
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
  'capacity.speedUnmeasured': 'No measurement supports the speed of {target}: have it measured.',
  'capacity.firstTokenLimit': 'The first token must come within {time}.',
  'capacity.firstTokenIs': 'It comes after {likely}, with a range from {low} to {high}.',
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

  'capacity.mustSurvive': 'The peak must be carried with one failure.',
  'capacity.installationIs':
    '{nodes, plural, one {# node} other {# nodes}} with {count, plural, one {# device} other {# devices}} each.',
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
} as const

export const capacityWordsDe: Record<keyof typeof capacityWords, string> = {
  'capacity.missing': 'Ohne diese Angabe lässt sich die Hardware nicht beurteilen: {field}.',
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
  'capacity.speedUnmeasured': 'Keine Messung belegt die Geschwindigkeit von {target}: Lassen Sie sie messen.',
  'capacity.firstTokenLimit': 'Das erste Token muss innerhalb von {time} kommen.',
  'capacity.firstTokenIs': 'Es kommt nach {likely}; die Spanne reicht von {low} bis {high}.',
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

  'capacity.mustSurvive': 'Die Spitzenlast muss auch bei einem Ausfall getragen werden.',
  'capacity.installationIs':
    '{nodes, plural, one {# Knoten} other {# Knoten}} mit je {count, plural, one {# Gerät} other {# Geräten}}.',
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
}
