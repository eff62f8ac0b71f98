import type { Translation } from '../translation.ts';

export const check: Translation['check'] = {
  title: 'Vérification',
  intro: 'Ce qu’une exécution ferait de chaque ligne. Une vérification n’écrit rien dans Odoo.',
  notACheck: {
    title: 'Ce n’est pas une vérification',
    text: 'Seule une vérification montre les différences. Ce que l’exécution a fait se trouve dans ses lignes.',
    action: 'Afficher les lignes',
  },
  run: 'Exécuter',
  fix_one: 'Corriger {{count, number}} ligne',
  fix_many: 'Corriger {{count, number}} lignes',
  fix_other: 'Corriger {{count, number}} lignes',
  running: 'La vérification est en cours : d’autres lignes vont arriver.',
  all: 'Tous les nœuds',
  would: {
    created: 'créer',
    updated: 'mettre à jour',
    unchanged: 'laisser tel quel',
    skipped: 'ignorer',
    rejected: 'rejeter',
    blocked: 'bloquer',
    unknown: 'inconnu',
    cancelled: 'non examiné',
  },
  node: 'Nœud',
  rows: 'Lignes',
  shares: 'Parts',
  nodes: 'Ce que deviendraient les lignes, par nœud',
  search: 'Rechercher dans les clés',
  column: {
    row: 'Ligne',
    node: 'Nœud',
    key: 'Clé',
    outcome: 'Effet prévu',
    changes: 'Modifications et raisons',
  },
  table: 'Lignes et effet prévu de l’exécution',
  nothing: { title: 'Aucune ligne ne correspond', text: 'Modifiez le filtre ou la recherche.' },
  unknown: {
    title: 'Ce que cette vérification ne pouvait pas savoir',
    rows_one: '{{count, number}} ligne',
    rows_many: '{{count, number}} de lignes',
    rows_other: '{{count, number}} lignes',
    offline:
      'Odoo n’a pas essayé les lignes : ses contraintes, automatisations et modules ne décident qu’à l’envoi d’une ligne. Une vérification essayée par Odoo en sait plus.',
    server:
      'Odoo a essayé les lignes, chaque lot séparément : deux nouvelles lignes qui ne se gênent que l’une l’autre, par exemple par le même code-barres, ne sont pas repérées.',
    always: 'Elle vaut pour Odoo tel qu’il était : ce qui y change avant l’exécution n’est pas connu.',
    deeper: 'Faire essayer les lignes par Odoo',
  },
};
