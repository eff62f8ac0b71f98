import type { ServerTexts } from '../server-texts.ts';

export const choices: ServerTexts['choices'] = {
  empty: 'laisser vide',
  reject: 'rejeter la ligne',
  keep: 'garder tel quel',
  none: 'aucun',
};

export const transforms: ServerTexts['transforms'] = {
  trim: {
    text: 'Enlève les blancs aux deux bouts : espaces, tabulations, retours à la ligne, espaces insécables.',
  },
  collapse_spaces: { text: 'Réduit chaque suite de blancs à une espace, et n’en laisse pas aux bouts.' },
  upper: { text: 'Met toutes les lettres en majuscules.' },
  lower: { text: 'Met toutes les lettres en minuscules.' },
  title: { text: 'Met la première lettre de chaque mot en majuscule et les autres en minuscules.' },
  replace: {
    text: 'Remplace chaque occurrence d’un texte.',
    parameters: {
      from: 'Ce qui est remplacé.',
      to: 'Ce qui le remplace ; avec regex, \\1 est le premier groupe.',
      regex: 'from est une expression régulière (RE2).',
    },
  },
  regex_extract: {
    text: 'Prend la première correspondance d’une expression régulière (RE2), ou un de ses groupes.',
    parameters: {
      pattern: 'Syntaxe RE2.',
      group: 'Par défaut : 1 si le motif a un groupe, sinon toute la correspondance.',
      on_no_match: 'Ce que devient une valeur qui ne correspond pas.',
    },
  },
  split_part: {
    text: 'Prend une partie d’un texte à séparateurs.',
    parameters: {
      separator: 'Ce qui sépare les parties.',
      index: '1 est la première partie, -1 la dernière.',
    },
  },
  concat: {
    text: 'Ajoute d’autres cellules de la ligne ; les vides sont omises.',
    parameters: { columns: 'En-têtes des cellules à ajouter.', separator: 'Ce qui les sépare.' },
  },
  prefix: { text: 'Place un texte devant la valeur.', parameters: { text: 'Ce qui y est placé.' } },
  suffix: { text: 'Place un texte derrière la valeur.', parameters: { text: 'Ce qui y est placé.' } },
  default: { text: 'Remplace une valeur vide.', parameters: { value: 'Ce que devient une valeur vide.' } },
  number: {
    text: 'Lit un nombre écrit autrement ; tous les chiffres sont gardés. Ce qui n’est pas écrit ainsi est refusé.',
    parameters: {
      decimal: 'Devant les décimales.',
      thousands: 'Entre les milliers ; une espace vaut aussi pour les espaces insécables.',
    },
  },
  round: {
    text: 'Arrondit un nombre, la moitié en s’éloignant de zéro.',
    parameters: { digits: 'Décimales gardées, de 0 à 12.' },
  },
  scale: { text: 'Multiplie un nombre exactement.', parameters: { factor: 'Tout nombre sauf 0.' } },
  boolean: {
    text: 'Lit des mots pour oui et non ; les autres sont refusés.',
    parameters: {
      yes: 'Mots pour oui, à la place des mots habituels.',
      no: 'Mots pour non, à la place des mots habituels.',
    },
  },
  date: {
    text: 'Lit une date selon le premier format qui convient, sinon la refuse.',
    parameters: { formats: 'Par exemple %d/%m/%Y, essayés dans l’ordre ; par défaut ISO 8601.' },
  },
  datetime: {
    text: 'Lit l’heure locale d’un fuseau comme UTC ; un décalage dans le texte l’emporte.',
    parameters: {
      formats: 'Par exemple %d/%m/%Y %H:%M, essayés dans l’ordre ; par défaut ISO 8601.',
      time_zone: 'Nom IANA, p. ex. Europe/Brussels.',
    },
  },
  email: { text: 'Prend une adresse e-mail, le domaine en minuscules ; le reste est refusé.' },
  phone: {
    text: 'Écrit un numéro de téléphone en E.164 ; un numéro national est lu comme un numéro du pays donné.',
    parameters: {
      country: 'Deux majuscules (ISO 3166) : le pays des numéros sans indicatif.',
      country_column: 'Le même d’après une cellule de la ligne, un code ou un nom.',
      on_invalid: 'Ce que devient tout le reste.',
    },
  },
  unescape_html: { text: 'Lit les entités HTML, une fois ; les inconnues restent.' },
  repair_encoding: {
    text: 'Répare de l’UTF-8 lu comme Latin-1 ou Windows-1252 ; un texte correct reste tel quel.',
  },
};
