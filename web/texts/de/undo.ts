import type { Translation } from '../translation.ts';

export const undo: Translation['undo'] = {
  title: 'Rückgängig machen',
  intro:
    'Datensätze, die der Lauf erstellt hat, werden gelöscht, und geänderte Felder erhalten ihre alten Werte zurück. Was sich nicht sicher rückgängig machen lässt, bleibt und steht hier mit dem Grund.',
  looking: 'Odoo wird gefragt, was rückgängig gemacht werden kann. Es wird nichts geschrieben.',
  willDelete: 'würden gelöscht',
  willRestore: 'erhielten ihre alten Werte zurück',
  willStay: 'blieben, wie sie sind',
  nodes: 'Was rückgängig gemacht würde, nach Knoten',
  column: {
    node: 'Knoten',
    model: 'Modell',
    delete: 'Zu löschen',
    restore: 'Wiederherzustellen',
    keep: 'Zu behalten',
    row: 'Zeile',
    key: 'Schlüssel',
    why: 'Warum er bleibt',
  },
  also: 'Odoo hat zusammen mit denen des Laufs weitere Datensätze erstellt; auch sie werden gelöscht:',
  kept: 'Was bleibt, und warum',
  keptMost:
    'Die ersten {{shown, number}} von {{count, number}} werden angezeigt. Alle stehen danach unter den Zeilen.',
  reason: {
    changed_since: 'seit dem Lauf geändert',
    referred_to: 'etwas, das bleibt, bezieht sich darauf',
    written_by_later_run: 'ein späterer Lauf hat darin geschrieben: machen Sie zuerst ihn rückgängig',
    refused_by_odoo: 'Odoo weigert sich',
    gone: 'nicht mehr vorhanden',
    unknown: 'was der Lauf damit tat, wurde nie bekannt',
  },
  partial: 'teilweise',
  scope: {
    all: 'Referenzen wurden in allen Modellen gesucht.',
    readable: 'Referenzen wurden in den Modellen gesucht, die der Benutzer der Verbindung lesen darf.',
    known: 'Referenzen wurden nur in den Modellen des Graphen gesucht.',
  },
  unseen:
    'Der Benutzer der Verbindung darf diese Modelle nicht lesen; Referenzen von dort sind nicht zu sehen: {{models}}',
  archive: 'Erstellte Datensätze, die bleiben müssen, archivieren, wo ihr Modell es kann',
  nothing: {
    title: 'Es gibt nichts rückgängig zu machen',
    text: 'Der Lauf hat keinen Datensatz erstellt oder geändert.',
    action: 'Zurück zum Lauf',
  },
  action: '{{count, number}} Datensätze rückgängig machen…',
  confirm: {
    title: 'Diesen Lauf rückgängig machen?',
    text: 'Der Lauf hat {{count, number}} Datensätze in Odoo erstellt oder geändert. Das Rückgängigmachen ist endgültig; erneutes Laden der Zeilen ergibt neue Datensätze.',
    action: 'Lauf rückgängig machen',
  },
  earlier: 'Auch den früheren Lauf rückgängig machen…',
  done: 'Der Lauf ist rückgängig gemacht.',
  going: 'Wird rückgängig gemacht. Sie können diese Seite verlassen; es geht weiter.',
  deleted: 'gelöscht',
  restored: 'wiederhergestellt',
  stayed: 'behalten',
  archived: 'archiviert',
  progress: 'Rückgängig gemacht, nach Knoten',
  toRun: 'Zurück zum Lauf',
};
