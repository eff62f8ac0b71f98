import type { ServerTexts } from '../server-texts.ts';

export const examples: ServerTexts['examples'] = {
  'address-book': {
    title: 'Carnet d’adresses',
    description:
      'Sociétés et personnes, onze lignes, avec les erreurs habituelles de telles listes : certaines lignes seront rejetées.',
  },
  northwind: {
    title: 'Northwind Traders',
    description:
      'Toutes les données d’un petit grossiste dans un seul classeur : clients, fournisseurs, employés, produits, commandes.',
  },
};

export const templates: ServerTexts['templates'] = {
  foundation: {
    title: 'Données de base',
    description:
      'Les listes dans lesquelles les autres imports choisissent : étiquettes de contact, secteurs d’activité, banques, catégories de produits et équipes commerciales. À charger en premier, et une seule fois.',
    sheets: {
      contact_tags: 'Une ligne par étiquette de contact. Parent nomme l’étiquette au-dessus d’elle.',
      industries: 'Une ligne par secteur d’activité. Odoo en apporte déjà vingt.',
      banks: 'Une ligne par banque, avec son BIC.',
      product_categories: 'Une ligne par catégorie, écrite comme un chemin, par exemple Furniture / Tables.',
      sales_teams: 'Une ligne par équipe commerciale.',
    },
    steps: [
      {
        title: 'Listes des contacts',
        text: 'Étiquettes, secteurs d’activité et banques. Une étiquette ou un secteur qu’Odoo a déjà est repris, et non créé une deuxième fois.',
      },
      {
        title: 'Catégories de produits',
        text: 'Le chemin de chaque ligne dit où se place la catégorie. Les parents sont chargés avant les enfants, quel que soit l’ordre des lignes.',
      },
      {
        title: 'Équipes commerciales',
        text: 'Les équipes sont créées sans membres. Les membres sont des utilisateurs, à ajouter dans Odoo.',
      },
    ],
    warnings: [
      'D’autres graphes cherchent ces enregistrements par leur nom. Chargez ce modèle avant eux, et corrigez les noms ici, pas là-bas.',
      'Pays, États, devises, langues et unités de mesure sont des listes d’Odoo lui-même. Cherchez-les et ne les importez jamais ; activez une devise ou une langue dans Odoo.',
      'Les utilisateurs ne sont pas importés. Un nouvel utilisateur coûte une licence, reçoit un e-mail d’invitation et des droits auxquels quelqu’un doit réfléchir.',
    ],
  },
  contacts: {
    title: 'Contacts',
    description:
      'Les sociétés, les personnes qui y travaillent et les étiquettes qui les regroupent : le carnet d’adresses auquel tous les autres imports se réfèrent.',
    sheets: {
      tags: 'Une ligne par étiquette. Parent nomme l’étiquette au-dessus d’elle.',
      companies:
        'Une ligne par société. Code est son numéro dans l’ancien système et la désigne pour toujours.',
      people:
        'Une ligne par personne. Company contient le code d’une ligne de companies ; la cellule peut être vide.',
    },
    steps: [
      {
        title: 'Étiquettes',
        text: 'Les étiquettes sont chargées en premier, les parents avant les enfants. Celle qu’Odoo a déjà sous le même nom est reprise.',
      },
      {
        title: 'Sociétés',
        text: 'Les pays sont cherchés dans Odoo et jamais créés : un nom mal écrit est signalé avec sa ligne. Les étiquettes sont séparées au point-virgule.',
      },
      {
        title: 'Personnes',
        text: 'Chaque personne devient un contact de la société, et partage son adresse.',
      },
    ],
    warnings: [
      'Odoo accepte deux sociétés du même nom. Si des contacts ont été saisis à la main auparavant, ajoutez des règles `adopt` (par numéro de TVA ou e-mail) pour que les lignes les reprennent.',
      'Les contacts ne sont pas des utilisateurs. Cet import ne donne à personne un accès ni un e-mail ; l’accès au portail s’accorde ensuite dans Odoo.',
    ],
  },
  products: {
    title: 'Produits',
    description:
      'L’arbre des catégories de produits, les articles vendus tels quels, et les produits qui existent en plusieurs tailles ou couleurs.',
    sheets: {
      categories: 'Une ligne par catégorie. Parent contient le code de la catégorie qui la contient.',
      articles:
        'Une ligne par article qui n’existe que sous une forme. Les prix sont écrits à l’allemande, 1.234,50.',
      styles: 'Une ligne par produit qui existe en plusieurs variantes.',
      options: 'Une ligne par valeur possible d’un attribut, par exemple Size M.',
      style_options: 'Une ligne par produit et par valeur dans laquelle il est vendu.',
    },
    steps: [
      { title: 'Catégories', text: 'L’arbre est chargé de haut en bas.' },
      {
        title: 'Articles',
        text: 'Chaque ligne devient un produit, retrouvé par sa référence interne. Les unités de mesure sont cherchées dans Odoo.',
      },
      {
        title: 'Attributs et leurs valeurs',
        text: 'Les attributs (Size, Colour) sont tirés de la feuille options, un enregistrement par nom.',
      },
      {
        title: 'Produits avec variantes',
        text: 'D’abord le produit, puis ses attributs. Odoo en fait lui-même les variantes, une par combinaison.',
      },
    ],
    warnings: [
      'Un produit (product.template) et ses variantes (product.product) sont deux modèles. Chargez ce qui se vend tel quel dans product.product, qui crée aussi son product.template ; chargez ce qui a des tailles ou des couleurs comme product.template avec des attributs, et laissez Odoo créer les variantes.',
      'La référence interne, le code-barres et le coût appartiennent à la variante. Un produit à plusieurs variantes n’en montre aucun : n’associez donc ni default_code ni barcode sur styles ; importez-les ensuite dans les variantes.',
      'La quantité en stock n’est pas un champ du produit. Elle se compte par un ajustement d’inventaire (Inventaire, Inventaire physique), une fois les produits créés.',
      'Jusqu’à Odoo 18, l’unité d’achat doit être de la même catégorie que l’unité de vente. Associez aussi uom_po_id si des articles se vendent au poids, à la longueur ou au temps.',
    ],
  },
  crm: {
    title: 'Pipeline du CRM',
    description:
      'Les affaires ouvertes d’un autre CRM : une liste plate devient des sociétés, des contacts, des étiquettes et des opportunités à la bonne étape.',
    sheets: {
      deals:
        'Une ligne par affaire, avec la société et le contact écrits en toutes lettres, comme d’autres systèmes les exportent.',
      deal_tags: 'Une ligne par affaire et par étiquette.',
    },
    steps: [
      {
        title: 'Sociétés et contacts',
        text: 'Chaque société figure dans plusieurs lignes de la liste et devient un seul enregistrement. De même pour les personnes, sous leur société.',
      },
      {
        title: 'Étiquettes',
        text: 'Chaque étiquette une seule fois. Celle qu’Odoo a déjà sous ce nom est reprise.',
      },
      {
        title: 'Opportunités',
        text: 'L’étape de l’ancien système est traduite en une étape d’Odoo, et le montant perd le symbole de sa devise.',
      },
    ],
    warnings: [
      'Un vendeur à qui une piste est confiée reçoit un e-mail. Les opportunités sont chargées au nom de l’utilisateur de la connexion ; attribuez-les dans Odoo, ou associez user_id par l’identifiant et chargez avec les e-mails désactivés.',
      'Gagné et perdu sont plus qu’une étape. Une opportunité perdue est archivée avec un motif, et une opportunité gagnée compte dans les objectifs de son mois ; ce modèle laisse de côté les affaires perdues.',
      'Deux graphies d’une société font deux sociétés. Triez d’abord la liste par société, et tenez-vous à une seule graphie.',
    ],
  },
  sales: {
    title: 'Bons de commande',
    description:
      'Les clients, les produits et les devis ouverts de l’ancien système avec leurs lignes, en brouillon.',
    sheets: {
      customers: 'Une ligne par client qui a une commande.',
      products: 'Une ligne par produit qui figure dans une ligne de commande.',
      orders: 'Une ligne par commande. Les dates commencent par le jour, 28/02/2026.',
      order_lines: 'Une ligne par ligne de commande. La remise est une fraction, 0.1 vaut dix pour cent.',
    },
    steps: [
      {
        title: 'Clients et produits',
        text: 'D’abord ce à quoi les commandes se réfèrent. Les uns n’ont pas besoin des autres : ils sont chargés en même temps.',
      },
      {
        title: 'Commandes',
        text: 'Chaque commande devient un devis en brouillon. Elle garde son ancien numéro comme référence.',
      },
      {
        title: 'Lignes de commande',
        text: 'Chaque ligne rejoint sa commande par le numéro de celle-ci. Prix et remise sont ceux du fichier, non ceux de la liste de prix.',
      },
    ],
    warnings: [
      'Les commandes restent des devis en brouillon. En confirmer une crée des livraisons, des projets et des factures : cela se fait dans Odoo, pour peu de commandes, par quelqu’un qui sait ce qui s’ensuit. L’historique clos n’a pas sa place dans sale.order.',
      'Odoo met les taxes de vente du produit ou de la société sur chaque ligne. Les totaux TTC diffèrent de l’ancien système là où ses taxes différaient.',
      'Une ligne se réfère à une variante (product.product). Si un produit en a plusieurs, le fichier doit dire laquelle.',
      'Personne ne reçoit d’e-mail. Le vendeur est l’utilisateur de la connexion ; associez user_id par l’identifiant là où cela compte, une fois les utilisateurs créés.',
    ],
  },
  projects: {
    title: 'Projets et tâches',
    description: 'Les projets des clients avec leurs étapes, leurs tâches et leurs sous-tâches.',
    sheets: {
      projects: 'Une ligne par projet. Customer peut rester vide pour vos propres travaux.',
      stages: 'Une ligne par étape. Projects énumère les numéros des projets qui l’utilisent.',
      tasks: 'Une ligne par tâche. Parent task en fait une sous-tâche.',
    },
    steps: [
      { title: 'Clients', text: 'Les clients sont tirés de la liste des projets, chacun une fois.' },
      {
        title: 'Projets et leurs étiquettes',
        text: 'Les projets viennent avant les étapes, car une étape dit à quels projets elle appartient.',
      },
      { title: 'Étapes', text: 'Les colonnes du tableau. Plusieurs projets peuvent partager une étape.' },
      {
        title: 'Tâches',
        text: 'Les tâches sont chargées avant leurs sous-tâches, quel que soit l’ordre des lignes.',
      },
    ],
    warnings: [
      'Les personnes assignées sont des utilisateurs. Chacune reçoit un e-mail et suit la tâche. Le modèle n’assigne personne ; Odoo 14 donne chaque tâche à l’utilisateur de la connexion.',
      'Jusqu’à Odoo 16, une tâche est terminée quand son étape est repliée ; les versions suivantes ont en plus un état. Une tâche à l’étape « Done » n’y est pas close pour autant.',
      'Une étape sans projet n’appartient à personne et n’apparaît dans aucun tableau. Chaque étape a besoin d’au moins un projet.',
    ],
  },
  hr: {
    title: 'Employés',
    description:
      'Les départements avec leurs responsables, les postes et les employés avec leurs responsables.',
    sheets: {
      departments: 'Une ligne par département. Head contient le matricule de la personne qui le dirige.',
      employees: 'Une ligne par employé, par matricule. Manager contient un matricule.',
    },
    steps: [
      {
        title: 'Postes et étiquettes',
        text: 'Les deux sont tirés de la liste des employés, chaque nom une fois.',
      },
      {
        title: 'Départements et employés',
        text: 'Un département a un responsable qui travaille dans un département. Importgraph charge les deux, et écrit les responsables quand les personnes sont là.',
      },
    ],
    warnings: [
      'Un employé n’est pas un utilisateur. Les accès se créent dans Odoo (Créer un utilisateur, sur l’employé), un à un, et cela envoie une invitation.',
      'Adresses privées, anniversaires et comptes bancaires sont des données personnelles avec leurs propres droits, et leurs champs ont changé de place selon les versions (address_home_id jusqu’à 16, private_… ensuite, contrats et versions dans 19). Le modèle les laisse de côté.',
      'Depuis Odoo 17, chaque employé reçoit aussi un contact professionnel. Les personnes déjà importées comme contacts existent alors deux fois ; associez work_contact_id là où cela compte.',
    ],
  },
  accounting: {
    title: 'Écritures d’ouverture',
    description:
      'Des pièces comptables avec leurs écritures, en brouillon : le bilan d’ouverture et les postes ouverts du jour du changement.',
    sheets: {
      partners: 'Une ligne par client ou fournisseur qui a un poste ouvert.',
      entries: 'Une ligne par pièce comptable, avec le code de son journal.',
      entry_lines:
        'Une ligne par écriture. Les montants sont écrits à l’allemande, 1.234,50 ; débit ou crédit, l’autre est vide.',
    },
    steps: [
      {
        title: 'Partenaires',
        text: 'Ceux qui ont des postes ouverts. Si les contacts ont déjà été importés, prenez plutôt la clé de cet import.',
      },
      {
        title: 'Pièces comptables',
        text: 'Des pièces en brouillon, chacune dans le journal dont la ligne donne le code. Journaux et comptes sont cherchés, jamais créés.',
      },
      {
        title: 'Écritures',
        text: 'Chaque écriture va au compte de son code. Quand toutes sont là, quelqu’un lit les pièces dans Odoo et les comptabilise.',
      },
    ],
    warnings: [
      'La société doit avoir son plan comptable auparavant (Comptabilité, Configuration, Paramètres, Localisation fiscale). L’exemple utilise les codes du plan générique d’Odoo et le journal MISC ; traduisez-les par un value_map, ou écrivez vos codes dans la feuille.',
      'Les écritures sont chargées une ligne à la fois : une pièce est déséquilibrée tant que la dernière n’est pas là. Le graphe dit à Odoo de ne pas s’en soucier pour les brouillons (check_move_validity) ; Odoo refuse de comptabiliser une pièce déséquilibrée. Après chaque exécution, cherchez les brouillons dont le débit diffère du crédit.',
      'Les pièces restent en brouillon. Les comptabiliser leur donne un numéro qui ne se reprend pas : faites-le dans Odoo quand tout est juste ; défaire l’exécution n’est possible qu’avant.',
      'Les factures ne sont pas de simples pièces. Une facture calcule elle-même ses taxes et son écriture client, et a besoin de produits, de taxes et de conditions de paiement ; les postes ouverts arrivent comme écritures du compte client, avec leur échéance.',
    ],
  },
  'complete-migration': {
    title: 'Migration complète',
    description:
      'Une petite société déménage d’un seul coup : contacts, produits, employés, opportunités, commandes, projets et tâches, en un graphe et une exécution.',
    sheets: {
      companies: 'Une ligne par client ou fournisseur, avec son numéro dans l’ancien système.',
      people: 'Une ligne par personne. Company contient le numéro d’une société.',
      product_groups: 'Une ligne par groupe de produits. Within contient le numéro du groupe au-dessus.',
      products: 'Une ligne par produit ou service.',
      departments: 'Une ligne par département.',
      employees: 'Une ligne par employé, par matricule.',
      opportunities: 'Une ligne par affaire ouverte.',
      orders: 'Une ligne par commande ouverte. Les dates commencent par le jour.',
      order_lines: 'Une ligne par ligne de commande.',
      projects: 'Une ligne par projet, avec la commande dont il vient.',
      tasks: 'Une ligne par tâche. Part of en fait une sous-tâche.',
    },
    steps: [
      {
        title: 'Contacts',
        text: 'Les sociétés avec leurs étiquettes, puis les personnes sous elles. Tout ce qui suit s’y réfère.',
      },
      { title: 'Produits', text: 'Les groupes de haut en bas, puis les produits.' },
      { title: 'Employés', text: 'Les départements, puis les personnes avec leurs responsables.' },
      { title: 'Opportunités', text: 'Les affaires ouvertes, à l’étape où elles sont.' },
      { title: 'Commandes', text: 'Les commandes ouvertes comme devis en brouillon, avec leurs lignes.' },
      { title: 'Projets', text: 'Les projets avec leurs tâches et sous-tâches.' },
    ],
    warnings: [
      'Répétez. Exécutez vers une copie de la base, regardez le résultat avec ceux qui connaissent les données, défaites l’exécution, corrigez le classeur et recommencez. Le jour même, seul le dernier export est chargé.',
      'L’exécution reconnaît ses propres lignes à leurs clés, pas ce que des gens ont saisi entre-temps. Si Odoo est déjà utilisé, ajoutez des règles `adopt` aux sociétés, aux personnes et aux produits.',
      'Les commandes restent en brouillon et les tâches ouvertes. Confirmez et clôturez dans Odoo, quand stock et prix sont justes.',
      'Les quantités en stock se comptent ensuite par un ajustement d’inventaire ; les soldes arrivent comme pièces comptables (modèle Écritures d’ouverture).',
      'Chaque produit devient une variante avec son propre product.template. Les produits à tailles ou couleurs demandent le modèle Produits.',
      'Personne ne reçoit d’accès ni d’e-mail. Les utilisateurs se créent dans Odoo ; vendeurs et personnes assignées s’indiquent quand ils sont là.',
    ],
  },
};
