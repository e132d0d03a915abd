/** Names and reasons of the reference data that are our own: common ways of hosting, weights, why a law obtains what it does. */
export const hostingNameWords = {
  'provider.arch-onprem': 'Own data centre, own staff',
  'provider.arch-onprem-managed': 'Own data centre, operations outsourced to foreign-owned MSP',
  'provider.arch-gov-dc': 'Government shared data centre (e.g. ITZBund, DINUM Nubo/Pi, Rijks-ODC, SOGEI)',
  'provider.arch-colo': 'Colocation, customer-owned hardware and keys',
  'provider.arch-airgap': 'Accredited air-gapped enclave',
  'provider.arch-hpc': 'Public HPC / AI Factory',
  'hostingScreen.weights.csf-v1.2.1': 'Weights of version 1.2.1, October 2025',
  'hostingScreen.weights.csf-guidance-2026-06': 'Weights of the guidance of June 2026',
  'jurisdiction.why.key-holder': 'The law reaches only whoever holds the keys.',
  'jurisdiction.why.metadata': 'The law reaches only where metadata are kept.',
  'jurisdiction.why.own-site-entered':
    'Your own site, but a vendor or administrators under this law can enter it from afar.',
  'jurisdiction.why.own-site-metadata':
    'Your own site with your own operation; the law reaches where metadata are kept.',
  'jurisdiction.why.own-site-keys': 'Your own site with your own operation; the law reaches whoever holds the keys.',
  'jurisdiction.why.own-site':
    'Your own site with your own operation, and nobody under this law can enter it from afar.',
  'jurisdiction.why.own-machines-entered': 'Your own machines, which a vendor or staff under this law can enter.',
  'jurisdiction.why.own-machines-keys': 'Your own machines; the same law reaches the keys and what they encrypt.',
  'jurisdiction.why.own-machines-encrypted': 'A rented room, your own hardware, and keys that only you hold.',
  'jurisdiction.why.own-machines-clear': 'A rented room without encryption of your own.',
  'jurisdiction.why.provider-keys': 'The provider’s machines, and keys that the provider can use.',
  'jurisdiction.why.provider-same-law': 'The same law reaches the keys and what they encrypt.',
  'jurisdiction.why.provider-attested':
    'Your keys, and machines of the provider that prove their protection to you before they get them.',
  'jurisdiction.why.provider-in-use':
    'Your keys protect stored data. While the provider’s machines work on them, prompts and answers are readable in their memory.',
}

export const hostingNameWordsDe = {
  'provider.arch-onprem': 'Eigenes Rechenzentrum, eigenes Personal',
  'provider.arch-onprem-managed': 'Eigenes Rechenzentrum, Betrieb durch Dienstleister in ausländischem Besitz',
  'provider.arch-gov-dc': 'Gemeinsames Rechenzentrum des Staates (etwa ITZBund, DINUM Nubo/Pi, Rijks-ODC, SOGEI)',
  'provider.arch-colo': 'Gemietete Stellfläche, eigene Hardware und Schlüssel',
  'provider.arch-airgap': 'Zugelassene, vom Netz getrennte Umgebung',
  'provider.arch-hpc': 'Öffentlicher Höchstleistungsrechner / AI Factory',
  'hostingScreen.weights.csf-v1.2.1': 'Gewichte der Version 1.2.1, Oktober 2025',
  'hostingScreen.weights.csf-guidance-2026-06': 'Gewichte des Leitfadens vom Juni 2026',
  'jurisdiction.why.key-holder': 'Das Gesetz erreicht nur, wer die Schlüssel hält.',
  'jurisdiction.why.metadata': 'Das Gesetz erreicht nur den Ort der Metadaten.',
  'jurisdiction.why.own-site-entered':
    'Eigener Standort, den aber Hersteller oder Verwalter unter diesem Gesetz aus der Ferne betreten können.',
  'jurisdiction.why.own-site-metadata':
    'Eigener Standort mit eigenem Betrieb; das Gesetz erreicht den Ort der Metadaten.',
  'jurisdiction.why.own-site-keys':
    'Eigener Standort mit eigenem Betrieb; das Gesetz erreicht, wer die Schlüssel hält.',
  'jurisdiction.why.own-site':
    'Eigener Standort mit eigenem Betrieb, den niemand unter diesem Gesetz aus der Ferne betreten kann.',
  'jurisdiction.why.own-machines-entered':
    'Eigene Maschinen, die Hersteller oder Personal unter diesem Gesetz betreten können.',
  'jurisdiction.why.own-machines-keys':
    'Eigene Maschinen; dasselbe Gesetz erreicht die Schlüssel und was sie verschlüsseln.',
  'jurisdiction.why.own-machines-encrypted': 'Gemieteter Raum, eigene Hardware und Schlüssel, die nur Sie halten.',
  'jurisdiction.why.own-machines-clear': 'Gemieteter Raum ohne eigene Verschlüsselung.',
  'jurisdiction.why.provider-keys': 'Maschinen des Anbieters und Schlüssel, die der Anbieter nutzen kann.',
  'jurisdiction.why.provider-same-law': 'Dasselbe Gesetz erreicht die Schlüssel und was sie verschlüsseln.',
  'jurisdiction.why.provider-attested':
    'Ihre Schlüssel, und Maschinen des Anbieters, die Ihnen ihren Schutz nachweisen, bevor sie sie erhalten.',
  'jurisdiction.why.provider-in-use':
    'Ihre Schlüssel schützen gespeicherte Daten. Während die Maschinen des Anbieters damit arbeiten, sind Eingaben und Antworten in deren Speicher lesbar.',
}

export const hostingNameWordsFr = {
  'provider.arch-onprem': 'Centre de données propre, personnel propre',
  'provider.arch-onprem-managed': 'Centre de données propre, exploitation confiée à un prestataire sous contrôle étranger',
  'provider.arch-gov-dc': 'Centre de données partagé de l’État (ITZBund, DINUM Nubo/Pi, Rijks-ODC, SOGEI…)',
  'provider.arch-colo': 'Hébergement sec, matériel et clés en propre',
  'provider.arch-airgap': 'Enclave homologuée, isolée du réseau',
  'provider.arch-hpc': 'Calculateur public / AI Factory',
  'hostingScreen.weights.csf-v1.2.1': 'Poids de la version 1.2.1, octobre 2025',
  'hostingScreen.weights.csf-guidance-2026-06': 'Poids du guide de juin 2026',
  'jurisdiction.why.key-holder': 'La loi n’atteint que le détenteur des clés.',
  'jurisdiction.why.metadata': 'La loi n’atteint que le lieu des métadonnées.',
  'jurisdiction.why.own-site-entered':
    'Site propre, mais un fournisseur ou des administrateurs soumis à cette loi peuvent y accéder à distance.',
  'jurisdiction.why.own-site-metadata': 'Site propre, exploité en propre ; la loi atteint le lieu des métadonnées.',
  'jurisdiction.why.own-site-keys': 'Site propre, exploité en propre ; la loi atteint le détenteur des clés.',
  'jurisdiction.why.own-site':
    'Site propre, exploité en propre, où personne soumis à cette loi ne peut accéder à distance.',
  'jurisdiction.why.own-machines-entered':
    'Machines propres, auxquelles un fournisseur ou du personnel soumis à cette loi peut accéder.',
  'jurisdiction.why.own-machines-keys': 'Machines propres ; la même loi atteint les clés et ce qu’elles chiffrent.',
  'jurisdiction.why.own-machines-encrypted': 'Local loué, matériel propre et clés que vous seul détenez.',
  'jurisdiction.why.own-machines-clear': 'Local loué, sans chiffrement propre.',
  'jurisdiction.why.provider-keys': 'Machines du fournisseur, et clés que le fournisseur peut utiliser.',
  'jurisdiction.why.provider-same-law': 'La même loi atteint les clés et ce qu’elles chiffrent.',
  'jurisdiction.why.provider-attested':
    'Vos clés, et des machines du fournisseur qui vous prouvent leur protection avant de les recevoir.',
  'jurisdiction.why.provider-in-use':
    'Vos clés protègent les données stockées. Pendant que les machines du fournisseur travaillent, questions et réponses sont lisibles dans leur mémoire.',
}
