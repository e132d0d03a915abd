/** Words for how one copy of a model is cut over its devices. */
export const splitWords = {
  'splits.title': 'Ways to cut one copy over the devices',
  'splits.note':
    'Over several nodes the network carries what is exchanged between them. Nobody published measurements of stages or of experts over a network: those ranges are half as wide again at both ends.',
  'splits.device': 'Device',
  'splits.left': 'Left',
  'splits.way': 'Way',
  'splits.fullest': 'Fullest device',
  'splits.fits': 'fits',
  'splits.fitsNot': 'does not fit',
  'splits.speed': 'Each person',
  'splits.certainty': 'How sure',
  'splits.one': 'Device {device, number}, layers {from, number}–{to, number}',
  'splits.several': 'Devices {first, number}–{last, number}, layers {from, number}–{to, number}',
  'splits.kind.layers': 'Whole layers on each device',
  'splits.kind.tensor': 'Every layer over all devices',
  'splits.kind.stages': 'Layers in stages, one after another',
  'splits.kind.experts': 'Whole experts on each device',
  'splits.detail':
    '{tensor, plural, one {no layer is cut} other {each layer over # devices}}, {pipeline, plural, one {one stage} other {# stages}}{replicas, plural, one {} other {, people over # groups}}',
  'splits.planned': 'As planned: {words}',
} as const

export const splitWordsDe: { readonly [Id in keyof typeof splitWords]: string } = {
  'splits.title': 'Wege, eine Kopie auf die Geräte zu verteilen',
  'splits.note':
    'Über mehrere Knoten trägt das Netz, was zwischen ihnen ausgetauscht wird. Niemand hat Messungen von Stufen oder von Experten über ein Netz veröffentlicht: Diese Spannen sind an beiden Enden um die Hälfte weiter.',
  'splits.device': 'Gerät',
  'splits.left': 'Übrig',
  'splits.way': 'Weg',
  'splits.fullest': 'Vollstes Gerät',
  'splits.fits': 'passt',
  'splits.fitsNot': 'passt nicht',
  'splits.speed': 'Jede Person',
  'splits.certainty': 'Wie sicher',
  'splits.one': 'Gerät {device, number}, Schichten {from, number}–{to, number}',
  'splits.several': 'Geräte {first, number}–{last, number}, Schichten {from, number}–{to, number}',
  'splits.kind.layers': 'Ganze Schichten auf jedem Gerät',
  'splits.kind.tensor': 'Jede Schicht über alle Geräte',
  'splits.kind.stages': 'Schichten in Stufen, eine nach der anderen',
  'splits.kind.experts': 'Ganze Experten auf jedem Gerät',
  'splits.detail':
    '{tensor, plural, one {keine Schicht geteilt} other {jede Schicht über # Geräte}}, {pipeline, plural, one {eine Stufe} other {# Stufen}}{replicas, plural, one {} other {, Personen auf # Gruppen}}',
  'splits.planned': 'Wie geplant: {words}',
}

export const splitWordsFr: { readonly [Id in keyof typeof splitWords]: string } = {
  'splits.title': 'Façons de répartir une copie sur les appareils',
  'splits.note':
    'Sur plusieurs nœuds, le réseau porte ce qui est échangé entre eux. Personne n’a publié de mesures d’étages ni d’experts sur un réseau : ces fourchettes sont plus larges de moitié aux deux bouts.',
  'splits.device': 'Appareil',
  'splits.left': 'Reste',
  'splits.way': 'Façon',
  'splits.fullest': 'Appareil le plus plein',
  'splits.fits': 'tient',
  'splits.fitsNot': 'ne tient pas',
  'splits.speed': 'Chaque personne',
  'splits.certainty': 'Certitude',
  'splits.one': 'Appareil {device, number}, couches {from, number}–{to, number}',
  'splits.several': 'Appareils {first, number}–{last, number}, couches {from, number}–{to, number}',
  'splits.kind.layers': 'Des couches entières sur chaque appareil',
  'splits.kind.tensor': 'Chaque couche sur tous les appareils',
  'splits.kind.stages': 'Des couches en étages, l’un après l’autre',
  'splits.kind.experts': 'Des experts entiers sur chaque appareil',
  'splits.detail':
    '{tensor, plural, one {aucune couche coupée} other {chaque couche sur # appareils}}, {pipeline, plural, one {un étage} other {# étages}}{replicas, plural, one {} other {, personnes sur # groupes}}',
  'splits.planned': 'Comme prévu : {words}',
}
