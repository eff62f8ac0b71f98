import type { ServerTexts } from '../server-texts.ts';

export const choices: ServerTexts['choices'] = {
  empty: 'dejar vacío',
  reject: 'rechazar la fila',
  keep: 'dejar como está',
  none: 'ninguno',
};

export const transforms: ServerTexts['transforms'] = {
  trim: {
    text: 'Quita los blancos de ambos extremos: espacios, tabuladores, saltos de línea, espacios de no separación.',
  },
  collapse_spaces: { text: 'Reduce cada serie de blancos a un espacio y no deja ninguno en los extremos.' },
  upper: { text: 'Escribe todas las letras en mayúsculas.' },
  lower: { text: 'Escribe todas las letras en minúsculas.' },
  title: { text: 'Escribe la primera letra de cada palabra en mayúscula y el resto en minúsculas.' },
  replace: {
    text: 'Reemplaza cada aparición de un texto.',
    parameters: {
      from: 'Lo que se reemplaza.',
      to: 'Lo que lo reemplaza; con regex, \\1 es el primer grupo.',
      regex: 'from es una expresión regular (RE2).',
    },
  },
  regex_extract: {
    text: 'Toma la primera coincidencia de una expresión regular (RE2), o un grupo de ella.',
    parameters: {
      pattern: 'Sintaxis RE2.',
      group: 'Por defecto: 1 si el patrón tiene un grupo, si no toda la coincidencia.',
      on_no_match: 'Lo que ocurre con un valor que no coincide.',
    },
  },
  split_part: {
    text: 'Toma una parte de un texto con separadores.',
    parameters: { separator: 'Lo que separa las partes.', index: '1 es la primera parte, -1 la última.' },
  },
  concat: {
    text: 'Añade otras celdas de la fila; las vacías se omiten.',
    parameters: { columns: 'Encabezados de las celdas que se añaden.', separator: 'Lo que las separa.' },
  },
  prefix: { text: 'Pone un texto delante del valor.', parameters: { text: 'Lo que se pone.' } },
  suffix: { text: 'Pone un texto detrás del valor.', parameters: { text: 'Lo que se pone.' } },
  default: {
    text: 'Sustituye a un valor vacío.',
    parameters: { value: 'Lo que pasa a ser un valor vacío.' },
  },
  number: {
    text: 'Lee un número escrito de otra forma; se conservan todas las cifras. Lo que no está escrito así se rechaza.',
    parameters: {
      decimal: 'Delante de los decimales.',
      thousands: 'Entre los miles; un espacio vale también por los de no separación.',
    },
  },
  round: {
    text: 'Redondea un número, la mitad alejándose de cero.',
    parameters: { digits: 'Decimales que se conservan, de 0 a 12.' },
  },
  scale: { text: 'Multiplica un número con exactitud.', parameters: { factor: 'Cualquier número menos 0.' } },
  boolean: {
    text: 'Lee palabras para sí y no; las demás se rechazan.',
    parameters: {
      yes: 'Palabras para sí, en lugar de las habituales.',
      no: 'Palabras para no, en lugar de las habituales.',
    },
  },
  date: {
    text: 'Lee una fecha con el primer formato que encaje; si no, la rechaza.',
    parameters: { formats: 'Por ejemplo %d/%m/%Y, probados en orden; por defecto ISO 8601.' },
  },
  datetime: {
    text: 'Lee la hora local de una zona como UTC; prevalece un desfase en el texto.',
    parameters: {
      formats: 'Por ejemplo %d/%m/%Y %H:%M, probados en orden; por defecto ISO 8601.',
      time_zone: 'Nombre IANA, p. ej. Europe/Brussels.',
    },
  },
  email: { text: 'Toma una dirección de correo, con el dominio en minúsculas; lo demás se rechaza.' },
  phone: {
    text: 'Escribe un número de teléfono como E.164; uno nacional se lee como del país dado.',
    parameters: {
      country: 'Dos mayúsculas (ISO 3166): el país de los números sin prefijo internacional.',
      country_column: 'Lo mismo desde una celda de la fila, un código o un nombre.',
      on_invalid: 'Lo que ocurre con todo lo demás.',
    },
  },
  unescape_html: { text: 'Lee las entidades HTML, una vez; las desconocidas se quedan.' },
  repair_encoding: {
    text: 'Repara UTF-8 que se leyó como Latin-1 o Windows-1252; un texto correcto queda como está.',
  },
};
