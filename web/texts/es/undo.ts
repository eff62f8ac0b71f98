import type { Translation } from '../translation.ts';

export const undo: Translation['undo'] = {
  title: 'Deshacer',
  intro:
    'Los registros que creó la ejecución se eliminan, y los campos que cambió recuperan sus valores anteriores. Lo que no se puede deshacer con certeza se queda, y figura aquí con el motivo.',
  looking: 'Se pregunta a Odoo qué se puede deshacer. No se escribe nada.',
  willDelete: 'se eliminarían',
  willRestore: 'recuperarían sus valores anteriores',
  willStay: 'quedarían como están',
  nodes: 'Lo que se desharía, por nodo',
  column: {
    node: 'Nodo',
    model: 'Modelo',
    delete: 'A eliminar',
    restore: 'A restaurar',
    keep: 'A conservar',
    row: 'Fila',
    key: 'Clave',
    why: 'Por qué se queda',
  },
  also: 'Odoo creó otros registros junto con los de la ejecución; también se eliminan:',
  kept: 'Lo que se queda, y por qué',
  keptMost:
    'Se muestran los primeros {{shown, number}} de {{count, number}}. Todos estarán entre las filas cuando se haya deshecho.',
  reason: {
    changed_since: 'cambiado después de la ejecución',
    referred_to: 'algo que se queda se refiere a él',
    written_by_later_run: 'una ejecución posterior escribió en él: deshaga primero aquella',
    refused_by_odoo: 'Odoo se niega',
    gone: 'ya no existe',
    unknown: 'nunca se supo qué le hizo la ejecución',
  },
  partial: 'en parte',
  scope: {
    all: 'Se buscaron referencias en todos los modelos.',
    readable: 'Se buscaron referencias en los modelos que el usuario de la conexión puede leer.',
    known: 'Se buscaron referencias solo en los modelos del grafo.',
  },
  unseen:
    'El usuario de la conexión no puede leer estos modelos; lo que se refiera desde allí no se ve: {{models}}',
  archive: 'Archivar los registros creados que deban quedarse, si su modelo lo permite',
  nothing: {
    title: 'No hay nada que deshacer',
    text: 'La ejecución no creó ni cambió ningún registro.',
    action: 'Volver a la ejecución',
  },
  action: 'Deshacer {{count, number}} registros…',
  confirm: {
    title: '¿Deshacer esta ejecución?',
    text: 'La ejecución creó o cambió {{count, number}} registros en Odoo. Deshacerla es irreversible; volver a cargar las filas crea registros nuevos.',
    action: 'Deshacer la ejecución',
  },
  earlier: 'Deshacer también la ejecución anterior…',
  done: 'La ejecución se ha deshecho.',
  going: 'Se está deshaciendo. Puede salir de esta página; el proceso sigue.',
  deleted: 'eliminados',
  restored: 'restaurados',
  stayed: 'conservados',
  archived: 'archivados',
  progress: 'Deshecho, por nodo',
  toRun: 'Volver a la ejecución',
};
