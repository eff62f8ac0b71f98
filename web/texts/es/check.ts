import type { Translation } from '../translation.ts';

export const check: Translation['check'] = {
  title: 'Comprobación',
  intro: 'Lo que una ejecución haría con cada fila. Una comprobación no escribe nada en Odoo.',
  notACheck: {
    title: 'Esto no es una comprobación',
    text: 'Solo una comprobación muestra las diferencias. Lo que hizo la ejecución se ve en sus filas.',
    action: 'Mostrar las filas',
  },
  run: 'Ejecutar',
  fix_one: 'Corregir {{count, number}} fila',
  fix_many: 'Corregir {{count, number}} filas',
  fix_other: 'Corregir {{count, number}} filas',
  running: 'La comprobación sigue en curso: llegarán más filas.',
  all: 'Todos los nodos',
  would: {
    created: 'crear',
    updated: 'actualizar',
    unchanged: 'dejar como está',
    skipped: 'omitir',
    rejected: 'rechazar',
    blocked: 'bloquear',
    unknown: 'desconocido',
    cancelled: 'no examinado',
  },
  node: 'Nodo',
  rows: 'Filas',
  shares: 'Proporción',
  nodes: 'Qué pasaría con las filas, por nodo',
  search: 'Buscar en las claves',
  column: {
    row: 'Fila',
    node: 'Nodo',
    key: 'Clave',
    outcome: 'Efecto previsto',
    changes: 'Cambios y motivos',
  },
  table: 'Filas con el efecto previsto de la ejecución',
  nothing: { title: 'Ninguna fila coincide', text: 'Cambie el filtro o la búsqueda.' },
  unknown: {
    title: 'Lo que esta comprobación no pudo saber',
    rows_one: '{{count, number}} fila',
    rows_many: '{{count, number}} de filas',
    rows_other: '{{count, number}} filas',
    offline:
      'Odoo no probó las filas: sus restricciones, automatizaciones y módulos solo deciden cuando se envía una fila. Una comprobación probada por Odoo sabe más.',
    server:
      'Odoo probó las filas, cada lote por separado: no se detectan dos filas nuevas que solo chocan entre sí, por ejemplo por el mismo código de barras.',
    always: 'Vale para Odoo tal como estaba: no se sabe qué cambia allí antes de la ejecución.',
    deeper: 'Hacer que Odoo pruebe las filas',
  },
};
