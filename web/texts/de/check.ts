import type { Translation } from '../translation.ts';

export const check: Translation['check'] = {
  title: 'Prüfung',
  intro: 'Was ein Lauf mit jeder Zeile tun würde. Eine Prüfung schreibt nichts in Odoo.',
  notACheck: {
    title: 'Das ist keine Prüfung',
    text: 'Nur eine Prüfung zeigt Unterschiede. Was der Lauf getan hat, steht in seinen Zeilen.',
    action: 'Zeilen anzeigen',
  },
  run: 'Ausführen',
  fix_one: '{{count, number}} Zeile korrigieren',
  fix_other: '{{count, number}} Zeilen korrigieren',
  running: 'Die Prüfung läuft noch: Es kommen weitere Zeilen.',
  all: 'Alle Knoten',
  would: {
    created: 'erstellen',
    updated: 'aktualisieren',
    unchanged: 'unverändert lassen',
    skipped: 'überspringen',
    rejected: 'ablehnen',
    blocked: 'blockieren',
    unknown: 'unbekannt',
    cancelled: 'nicht geprüft',
  },
  node: 'Knoten',
  rows: 'Zeilen',
  shares: 'Anteile',
  nodes: 'Was mit den Zeilen geschehen würde, nach Knoten',
  search: 'In den Schlüsseln suchen',
  column: {
    row: 'Zeile',
    node: 'Knoten',
    key: 'Schlüssel',
    outcome: 'Ein Lauf würde',
    changes: 'Änderungen und Gründe',
  },
  table: 'Zeilen mit dem, was ein Lauf tun würde',
  nothing: { title: 'Keine passenden Zeilen', text: 'Ändern Sie den Filter oder die Suche.' },
  unknown: {
    title: 'Was diese Prüfung nicht wissen konnte',
    rows_one: '{{count, number}} Zeile',
    rows_other: '{{count, number}} Zeilen',
    offline:
      'Odoo hat die Zeilen nicht probiert: Einschränkungen, Automatisierungen und Module entscheiden dort erst, wenn eine Zeile gesendet wird. Eine von Odoo probierte Prüfung weiß mehr.',
    server:
      'Odoo hat die Zeilen probiert, jeden Stapel für sich: Zwei neue Zeilen, die nur einander stören, etwa durch denselben Barcode, fallen nicht auf.',
    always: 'Sie gilt für Odoo, wie es war: Was sich dort bis zum Lauf ändert, ist nicht bekannt.',
    deeper: 'Zeilen von Odoo probieren lassen',
  },
};
