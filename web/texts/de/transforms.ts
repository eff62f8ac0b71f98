import type { ServerTexts } from '../server-texts.ts';

export const choices: ServerTexts['choices'] = {
  empty: 'leer lassen',
  reject: 'Zeile ablehnen',
  keep: 'so lassen',
  none: 'keines',
};

export const transforms: ServerTexts['transforms'] = {
  trim: {
    text: 'Entfernt Leerraum an beiden Enden: Leerzeichen, Tabulatoren, Zeilenumbrüche, geschützte Leerzeichen.',
  },
  collapse_spaces: {
    text: 'Macht aus jeder Folge von Leerraum ein Leerzeichen und lässt an den Enden keines.',
  },
  upper: { text: 'Schreibt alle Buchstaben groß.' },
  lower: { text: 'Schreibt alle Buchstaben klein.' },
  title: { text: 'Schreibt den ersten Buchstaben jedes Wortes groß und die übrigen klein.' },
  replace: {
    text: 'Ersetzt jedes Vorkommen eines Textes.',
    parameters: {
      from: 'Was ersetzt wird.',
      to: 'Was an seine Stelle tritt; mit regex ist \\1 die erste Gruppe.',
      regex: 'from ist ein regulärer Ausdruck (RE2).',
    },
  },
  regex_extract: {
    text: 'Nimmt den ersten Treffer eines regulären Ausdrucks (RE2) oder eine Gruppe davon.',
    parameters: {
      pattern: 'Syntax von RE2.',
      group: 'Standard: 1, wenn das Muster eine Gruppe hat, sonst der ganze Treffer.',
      on_no_match: 'Was aus einem Wert ohne Treffer wird.',
    },
  },
  split_part: {
    text: 'Nimmt einen Teil eines Textes mit Trennzeichen.',
    parameters: {
      separator: 'Was zwischen den Teilen steht.',
      index: '1 ist der erste Teil, -1 der letzte.',
    },
  },
  concat: {
    text: 'Hängt andere Zellen der Zeile an; leere werden ausgelassen.',
    parameters: {
      columns: 'Überschriften der Zellen, die angehängt werden.',
      separator: 'Was dazwischen steht.',
    },
  },
  prefix: { text: 'Stellt dem Wert einen Text voran.', parameters: { text: 'Was vorangestellt wird.' } },
  suffix: { text: 'Hängt dem Wert einen Text an.', parameters: { text: 'Was angehängt wird.' } },
  default: {
    text: 'Tritt an die Stelle eines leeren Werts.',
    parameters: { value: 'Was aus einem leeren Wert wird.' },
  },
  number: {
    text: 'Liest eine anders geschriebene Zahl; jede Ziffer bleibt erhalten. Was nicht so geschrieben ist, wird abgelehnt.',
    parameters: {
      decimal: 'Vor den Nachkommastellen.',
      thousands: 'Zwischen den Tausendern; ein Leerzeichen meint auch geschützte.',
    },
  },
  round: {
    text: 'Rundet eine Zahl, die Hälfte von null weg.',
    parameters: { digits: 'Nachkommastellen, die bleiben, 0 bis 12.' },
  },
  scale: { text: 'Multipliziert eine Zahl genau.', parameters: { factor: 'Jede Zahl außer 0.' } },
  boolean: {
    text: 'Liest Wörter für ja und nein; andere werden abgelehnt.',
    parameters: {
      yes: 'Wörter für ja, anstelle der üblichen.',
      no: 'Wörter für nein, anstelle der üblichen.',
    },
  },
  date: {
    text: 'Liest ein Datum mit dem ersten passenden Format, sonst wird es abgelehnt.',
    parameters: { formats: 'Etwa %d/%m/%Y, der Reihe nach versucht; Standard: ISO 8601.' },
  },
  datetime: {
    text: 'Liest die Ortszeit einer Zone als UTC; ein Versatz im Text geht vor.',
    parameters: {
      formats: 'Etwa %d/%m/%Y %H:%M, der Reihe nach versucht; Standard: ISO 8601.',
      time_zone: 'IANA-Name, z. B. Europe/Brussels.',
    },
  },
  email: { text: 'Nimmt eine E-Mail-Adresse, die Domain klein geschrieben; anderes wird abgelehnt.' },
  phone: {
    text: 'Schreibt eine Telefonnummer als E.164; eine nationale gilt als eine des angegebenen Landes.',
    parameters: {
      country: 'Zwei Großbuchstaben (ISO 3166): das Land der Nummern ohne Ländervorwahl.',
      country_column: 'Dasselbe aus einer Zelle der Zeile, ein Code oder ein Name.',
      on_invalid: 'Was aus allem anderen wird.',
    },
  },
  unescape_html: { text: 'Liest HTML-Entitäten, einmal; unbekannte bleiben.' },
  repair_encoding: {
    text: 'Repariert UTF-8, das als Latin-1 oder Windows-1252 gelesen wurde; ein richtiger Text bleibt, wie er ist.',
  },
};
