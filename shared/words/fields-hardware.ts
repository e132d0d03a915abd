/** Labels of the fields of the hardware stage, and why each is asked. */
export const fieldsHardwareWords = {
  'field.hardware.source.label': 'Where the model runs',
  'field.hardware.source.hint': 'This machine is looked at directly; machines to be bought come from the catalog.',
  'field.hardware.source.option.this-machine': 'This machine',
  'field.hardware.source.option.catalog': 'Hardware from the catalog',
  'field.hardware.machine.label': 'Which machine',
  'field.hardware.machine.hint': 'Machines that were looked at or imported stand in the list of machines.',
  'field.hardware.accelerator.label': 'Device',
  'field.hardware.accelerator.hint': 'Memory and bandwidth of the device decide what fits and how fast it is.',
  'field.hardware.count.label': 'Devices per node',
  'field.hardware.count.hint': 'The devices of one node share one copy of the model.',
  'field.hardware.nodes.label': 'Nodes',
  'field.hardware.nodes.hint': 'Each node holds a copy of the model and serves its share of the people.',
  'field.hardware.memory.label': 'Memory of the machine',
  'field.hardware.memory.hint': 'Devices without memory of their own use the machine’s, and machines differ.',
  'field.hardware.reserve.label': 'Reserve',
  'field.hardware.reserve.hint': 'Memory that stays free is room for growth and for what the calculation cannot see.',
  'field.hardware.cacheType.label': 'Number format of the cache',
  'field.hardware.cacheType.hint': 'A smaller format holds more conversations and can cost some quality.',
  'field.hardware.cacheType.option.f16': '16-bit float',
  'field.hardware.cacheType.option.fp8': '8-bit float',
  'field.hardware.cacheType.option.q8_0': 'Q8_0 (8.5 bits)',
  'field.hardware.cacheType.option.q5_1': 'Q5_1 (6 bits)',
  'field.hardware.cacheType.option.q5_0': 'Q5_0 (5.5 bits)',
  'field.hardware.cacheType.option.q4_1': 'Q4_1 (5 bits)',
  'field.hardware.cacheType.option.q4_0': 'Q4_0 (4.5 bits)',
  'field.hardware.cacheType.option.iq4_nl': 'IQ4_NL (4.5 bits)',
  'field.hardware.survivesOneFailure.label': 'Must the peak be carried with one failure?',
  'field.hardware.survivesOneFailure.hint':
    'If so, the plan needs enough left when one device or one node is out of order.',
} as const

export const fieldsHardwareWordsDe: Record<keyof typeof fieldsHardwareWords, string> = {
  'field.hardware.source.label': 'Wo das Modell läuft',
  'field.hardware.source.hint':
    'Diesen Rechner untersucht Homeport selbst; noch zu beschaffende Geräte stehen im Katalog.',
  'field.hardware.source.option.this-machine': 'Dieser Rechner',
  'field.hardware.source.option.catalog': 'Hardware aus dem Katalog',
  'field.hardware.machine.label': 'Welcher Rechner',
  'field.hardware.machine.hint': 'Untersuchte und eingelesene Rechner stehen in der Liste der Rechner.',
  'field.hardware.accelerator.label': 'Gerät',
  'field.hardware.accelerator.hint':
    'Speicher und Speicherbandbreite des Geräts bestimmen, was hineinpasst und wie schnell es ist.',
  'field.hardware.count.label': 'Geräte je Knoten',
  'field.hardware.count.hint': 'Die Geräte eines Knotens teilen sich eine Kopie des Modells.',
  'field.hardware.nodes.label': 'Knoten',
  'field.hardware.nodes.hint': 'Jeder Knoten hält eine Kopie des Modells und bedient seinen Anteil der Personen.',
  'field.hardware.memory.label': 'Arbeitsspeicher des Rechners',
  'field.hardware.memory.hint':
    'Geräte ohne eigenen Speicher nutzen den des Rechners, und der ist von Rechner zu Rechner verschieden.',
  'field.hardware.reserve.label': 'Reserve',
  'field.hardware.reserve.hint':
    'Frei gehaltener Speicher lässt Raum für Wachstum und für das, was die Rechnung nicht erfasst.',
  'field.hardware.cacheType.label': 'Zahlenformat des Zwischenspeichers',
  'field.hardware.cacheType.hint': 'Ein kleineres Format fasst mehr Gespräche und kann etwas Qualität kosten.',
  'field.hardware.cacheType.option.f16': '16-Bit-Gleitkomma',
  'field.hardware.cacheType.option.fp8': '8-Bit-Gleitkomma',
  'field.hardware.cacheType.option.q8_0': 'Q8_0 (8,5 Bit)',
  'field.hardware.cacheType.option.q5_1': 'Q5_1 (6 Bit)',
  'field.hardware.cacheType.option.q5_0': 'Q5_0 (5,5 Bit)',
  'field.hardware.cacheType.option.q4_1': 'Q4_1 (5 Bit)',
  'field.hardware.cacheType.option.q4_0': 'Q4_0 (4,5 Bit)',
  'field.hardware.cacheType.option.iq4_nl': 'IQ4_NL (4,5 Bit)',
  'field.hardware.survivesOneFailure.label': 'Muss die Spitzenlast auch bei einem Ausfall getragen werden?',
  'field.hardware.survivesOneFailure.hint': 'Dann muss genug übrig bleiben, wenn ein Gerät oder ein Knoten ausfällt.',
}

export const fieldsHardwareWordsFr: Record<keyof typeof fieldsHardwareWords, string> = {
  'field.hardware.source.label': 'Où le modèle fonctionne',
  'field.hardware.source.hint':
    'Cette machine est examinée directement ; les machines à acheter viennent du catalogue.',
  'field.hardware.source.option.this-machine': 'Cette machine',
  'field.hardware.source.option.catalog': 'Matériel du catalogue',
  'field.hardware.machine.label': 'Quelle machine',
  'field.hardware.machine.hint': 'Les machines examinées ou importées figurent dans la liste des machines.',
  'field.hardware.accelerator.label': 'Accélérateur',
  'field.hardware.accelerator.hint':
    'La mémoire et la bande passante de l’accélérateur déterminent ce qui tient et à quelle vitesse.',
  'field.hardware.count.label': 'Accélérateurs par nœud',
  'field.hardware.count.hint': 'Les accélérateurs d’un nœud se partagent un exemplaire du modèle.',
  'field.hardware.nodes.label': 'Nœuds',
  'field.hardware.nodes.hint': 'Chaque nœud contient un exemplaire du modèle et sert sa part des personnes.',
  'field.hardware.memory.label': 'Mémoire de la machine',
  'field.hardware.memory.hint':
    'Les accélérateurs sans mémoire propre utilisent celle de la machine, et les machines diffèrent.',
  'field.hardware.reserve.label': 'Réserve',
  'field.hardware.reserve.hint':
    'La mémoire laissée libre donne de la place à la croissance et à ce que le calcul ne peut voir.',
  'field.hardware.cacheType.label': 'Format numérique du cache',
  'field.hardware.cacheType.hint':
    'Un format plus petit contient davantage de conversations et peut coûter en qualité.',
  'field.hardware.cacheType.option.f16': 'Flottant 16 bits',
  'field.hardware.cacheType.option.fp8': 'Flottant 8 bits',
  'field.hardware.cacheType.option.q8_0': 'Q8_0 (8,5 bits)',
  'field.hardware.cacheType.option.q5_1': 'Q5_1 (6 bits)',
  'field.hardware.cacheType.option.q5_0': 'Q5_0 (5,5 bits)',
  'field.hardware.cacheType.option.q4_1': 'Q4_1 (5 bits)',
  'field.hardware.cacheType.option.q4_0': 'Q4_0 (4,5 bits)',
  'field.hardware.cacheType.option.iq4_nl': 'IQ4_NL (4,5 bits)',
  'field.hardware.survivesOneFailure.label': 'La pointe doit-elle être supportée malgré une panne ?',
  'field.hardware.survivesOneFailure.hint':
    'Si oui, le plan doit garder des moyens suffisants lorsqu’un accélérateur ou un nœud est hors service.',
}
