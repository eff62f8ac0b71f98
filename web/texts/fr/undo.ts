import type { Translation } from '../translation.ts';

export const undo: Translation['undo'] = {
  title: 'Défaire',
  intro:
    'Les enregistrements créés par l’exécution sont supprimés, et les champs qu’elle a modifiés retrouvent leurs anciennes valeurs. Ce qui ne peut être défait avec certitude reste, et figure ici avec la raison.',
  looking: 'Odoo est interrogé sur ce qui peut être défait. Rien n’est écrit.',
  willDelete: 'seraient supprimés',
  willRestore: 'retrouveraient leurs anciennes valeurs',
  willStay: 'resteraient tels quels',
  nodes: 'Ce qui serait défait, par nœud',
  column: {
    node: 'Nœud',
    model: 'Modèle',
    delete: 'À supprimer',
    restore: 'À restaurer',
    keep: 'À conserver',
    row: 'Ligne',
    key: 'Clé',
    why: 'Pourquoi il reste',
  },
  also: 'Odoo a créé d’autres enregistrements avec ceux de l’exécution ; ils sont supprimés aussi :',
  kept: 'Ce qui reste, et pourquoi',
  keptMost:
    'Les {{shown, number}} premiers sur {{count, number}} sont affichés. Tous se trouvent parmi les lignes une fois l’exécution défaite.',
  reason: {
    changed_since: 'modifié depuis l’exécution',
    referred_to: 'quelque chose qui reste y renvoie',
    written_by_later_run: 'une exécution ultérieure y a écrit : défaites d’abord celle-là',
    refused_by_odoo: 'Odoo refuse',
    gone: 'n’existe plus',
    unknown: 'on n’a jamais su ce que l’exécution y a fait',
  },
  partial: 'en partie',
  scope: {
    all: 'Les références ont été cherchées dans tous les modèles.',
    readable:
      'Les références ont été cherchées dans les modèles que l’utilisateur de la connexion peut lire.',
    known: 'Les références n’ont été cherchées que dans les modèles du graphe.',
  },
  unseen:
    'L’utilisateur de la connexion ne peut pas lire ces modèles ; ce qui y renvoie de là n’est pas vu : {{models}}',
  archive: 'Archiver les enregistrements créés qui doivent rester, si leur modèle le permet',
  nothing: {
    title: 'Il n’y a rien à défaire',
    text: 'L’exécution n’a créé ni modifié aucun enregistrement.',
    action: 'Retour à l’exécution',
  },
  action: 'Défaire {{count, number}} enregistrements…',
  confirm: {
    title: 'Défaire cette exécution ?',
    text: 'L’exécution a créé ou modifié {{count, number}} enregistrements dans Odoo. La défaire est irréversible ; recharger les lignes crée de nouveaux enregistrements.',
    action: 'Défaire l’exécution',
  },
  earlier: 'Défaire aussi l’exécution antérieure…',
  done: 'L’exécution est défaite.',
  going: 'L’exécution est en train d’être défaite. Vous pouvez quitter cette page ; cela continue.',
  deleted: 'supprimés',
  restored: 'restaurés',
  stayed: 'conservés',
  archived: 'archivés',
  progress: 'Défait, par nœud',
  toRun: 'Retour à l’exécution',
};
