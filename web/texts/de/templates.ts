import type { ServerTexts } from '../server-texts.ts';

export const examples: ServerTexts['examples'] = {
  'address-book': {
    title: 'Adressbuch',
    description:
      'Unternehmen und Personen, elf Zeilen, mit den Fehlern, die solche Listen haben: Einige Zeilen werden abgelehnt.',
  },
  northwind: {
    title: 'Northwind Traders',
    description:
      'Alle Daten eines kleinen Großhändlers in einer Arbeitsmappe: Kunden, Lieferanten, Mitarbeiter, Produkte, Aufträge.',
  },
};

export const templates: ServerTexts['templates'] = {
  foundation: {
    title: 'Grunddaten',
    description:
      'Die Listen, aus denen andere Importe wählen: Kontakt-Stichwörter, Branchen, Banken, Produktkategorien und Verkaufsteams. Laden Sie sie zuerst und einmal.',
    sheets: {
      contact_tags: 'Eine Zeile je Kontakt-Stichwort. Parent nennt das Stichwort, unter dem es steht.',
      industries: 'Eine Zeile je Branche. Odoo bringt selbst zwanzig mit.',
      banks: 'Eine Zeile je Bank, mit ihrer BIC.',
      product_categories: 'Eine Zeile je Kategorie, als Pfad geschrieben, etwa Furniture / Tables.',
      sales_teams: 'Eine Zeile je Verkaufsteam.',
    },
    steps: [
      {
        title: 'Listen der Kontakte',
        text: 'Stichwörter, Branchen und Banken. Was Odoo schon hat, wird übernommen und nicht ein zweites Mal angelegt.',
      },
      {
        title: 'Produktkategorien',
        text: 'Der Pfad jeder Zeile sagt, wo die Kategorie steht. Übergeordnete werden zuerst geladen, in welcher Reihenfolge die Zeilen auch stehen.',
      },
      {
        title: 'Verkaufsteams',
        text: 'Teams werden ohne Mitglieder angelegt. Mitglieder sind Benutzer, die in Odoo hinzugefügt werden.',
      },
    ],
    warnings: [
      'Andere Graphen schlagen diese Datensätze nach dem Namen nach. Laden Sie diese Vorlage vor ihnen, und korrigieren Sie Namen hier, nicht dort.',
      'Länder, Bundesländer, Währungen, Sprachen und Maßeinheiten sind Listen von Odoo selbst. Schlagen Sie sie nach, und importieren Sie sie nie; aktivieren Sie eine Währung oder Sprache in Odoo.',
      'Benutzer werden nicht importiert. Ein neuer Benutzer kostet eine Lizenz, bekommt eine Einladung per E-Mail und Rechte, über die jemand nachdenken muss.',
    ],
  },
  contacts: {
    title: 'Kontakte',
    description:
      'Unternehmen, die Personen, die dort arbeiten, und die Stichwörter, die sie gruppieren: das Adressbuch, auf das jeder andere Import verweist.',
    sheets: {
      tags: 'Eine Zeile je Stichwort. Parent nennt das Stichwort, unter dem es steht.',
      companies: 'Eine Zeile je Unternehmen. Code ist seine Nummer im alten System und benennt es auf Dauer.',
      people:
        'Eine Zeile je Person. Company enthält den Code einer Zeile von companies; die Zelle darf leer sein.',
    },
    steps: [
      {
        title: 'Stichwörter',
        text: 'Stichwörter werden zuerst geladen, übergeordnete vor untergeordneten. Eines, das Odoo unter demselben Namen schon hat, wird übernommen.',
      },
      {
        title: 'Unternehmen',
        text: 'Länder werden in Odoo nachgeschlagen und nie angelegt; ein falsch geschriebenes wird mit seiner Zeile gemeldet. Stichwörter werden am Semikolon getrennt.',
      },
      {
        title: 'Personen',
        text: 'Jede Person wird ein Kontakt unter dem Unternehmen und teilt dessen Adresse.',
      },
    ],
    warnings: [
      'Odoo stört sich nicht an zwei Unternehmen gleichen Namens. Wurden Kontakte vorher von Hand eingegeben, fügen Sie `adopt`-Regeln hinzu (nach USt-IdNr. oder E-Mail), damit Zeilen sie übernehmen.',
      'Kontakte sind keine Benutzer. Niemand bekommt durch diesen Import einen Zugang oder eine E-Mail; Portalzugang wird danach in Odoo erteilt.',
    ],
  },
  products: {
    title: 'Produkte',
    description:
      'Der Baum der Produktkategorien, Artikel, die so verkauft werden, wie sie sind, und Produkte in mehreren Größen oder Farben.',
    sheets: {
      categories: 'Eine Zeile je Kategorie. Parent enthält den Code der Kategorie, in der sie steht.',
      articles:
        'Eine Zeile je Artikel, den es nur in einer Form gibt. Preise sind deutsch geschrieben, 1.234,50.',
      styles: 'Eine Zeile je Produkt, das es in mehreren Varianten gibt.',
      options: 'Eine Zeile je Wert, den ein Attribut haben kann, etwa Size M.',
      style_options: 'Eine Zeile je Produkt und Wert, in dem es verkauft wird.',
    },
    steps: [
      { title: 'Kategorien', text: 'Der Baum wird von oben nach unten geladen.' },
      {
        title: 'Artikel',
        text: 'Jede Zeile wird ein Produkt, das an seiner internen Referenz wiedererkannt wird. Maßeinheiten werden in Odoo nachgeschlagen.',
      },
      {
        title: 'Attribute und ihre Werte',
        text: 'Attribute (Size, Colour) werden dem Blatt options entnommen, ein Datensatz je Name.',
      },
      {
        title: 'Produkte mit Varianten',
        text: 'Zuerst das Produkt, dann seine Attribute. Odoo macht daraus selbst die Varianten, eine je Kombination.',
      },
    ],
    warnings: [
      'Ein Produkt (product.template) und seine Varianten (product.product) sind zwei Modelle. Laden Sie, was so verkauft wird, wie es ist, in product.product; das legt sein product.template mit an. Laden Sie Dinge mit Größen oder Farben als product.template mit Attributen, und lassen Sie Odoo die Varianten machen.',
      'Interne Referenz, Barcode und Kosten gehören zur Variante. Ein Produkt mit mehreren Varianten zeigt nichts davon; ordnen Sie also bei styles weder default_code noch barcode zu, und importieren Sie sie danach in die Varianten.',
      'Die verfügbare Menge ist kein Feld des Produkts. Sie wird mit einer Bestandsanpassung gezählt (Lager, Physischer Bestand), wenn die Produkte da sind.',
      'Bis Odoo 18 muss die Einkaufseinheit von derselben Art sein wie die Verkaufseinheit. Ordnen Sie auch uom_po_id zu, wenn Artikel nach Gewicht, Länge oder Zeit verkauft werden.',
    ],
  },
  crm: {
    title: 'CRM-Pipeline',
    description:
      'Die offenen Geschäfte eines anderen CRM: Aus einer flachen Liste werden Unternehmen, Kontakte, Stichwörter und Verkaufschancen in der richtigen Phase.',
    sheets: {
      deals:
        'Eine Zeile je Geschäft, mit ausgeschriebenem Unternehmen und Kontakt in jeder Zeile, wie andere Systeme es exportieren.',
      deal_tags: 'Eine Zeile je Geschäft und Stichwort.',
    },
    steps: [
      {
        title: 'Unternehmen und Kontakte',
        text: 'Jedes Unternehmen steht in mehreren Zeilen der Liste und wird ein einziger Datensatz. Ebenso die Personen, unter ihrem Unternehmen.',
      },
      {
        title: 'Stichwörter',
        text: 'Jedes Stichwort einmal. Eines, das Odoo unter diesem Namen schon hat, wird übernommen.',
      },
      {
        title: 'Verkaufschancen',
        text: 'Die Phase des alten Systems wird in eine Phase von Odoo übersetzt, und der Betrag verliert sein Währungszeichen.',
      },
    ],
    warnings: [
      'Ein Vertriebsmitarbeiter, der einen Lead bekommt, erhält eine E-Mail. Verkaufschancen werden für den Benutzer der Verbindung geladen; weisen Sie sie in Odoo zu, oder ordnen Sie user_id nach dem Login zu und laden Sie mit abgeschalteten E-Mails.',
      'Gewonnen und verloren sind mehr als eine Phase. Eine verlorene Verkaufschance wird mit einem Grund archiviert, und eine gewonnene zählt zu den Zielen ihres Monats; diese Vorlage lässt verlorene Geschäfte zurück.',
      'Zwei Schreibweisen eines Unternehmens werden zwei Unternehmen. Sortieren Sie die Liste zuerst nach Unternehmen, und einigen Sie sich auf eine Schreibweise.',
    ],
  },
  sales: {
    title: 'Verkaufsaufträge',
    description:
      'Kunden, Produkte und die offenen Angebote des alten Systems mit ihren Zeilen, als Entwürfe.',
    sheets: {
      customers: 'Eine Zeile je Kunde, der einen Auftrag hat.',
      products: 'Eine Zeile je Produkt, das in einer Auftragszeile steht.',
      orders: 'Eine Zeile je Auftrag. Das Datum beginnt mit dem Tag, 28/02/2026.',
      order_lines: 'Eine Zeile je Auftragszeile. Der Rabatt ist ein Anteil, 0.1 sind zehn Prozent.',
    },
    steps: [
      {
        title: 'Kunden und Produkte',
        text: 'Zuerst kommt, worauf die Aufträge verweisen. Beide brauchen einander nicht und werden gleichzeitig geladen.',
      },
      {
        title: 'Aufträge',
        text: 'Jeder Auftrag wird ein Angebot im Entwurf. Er behält seine alte Nummer als Referenz.',
      },
      {
        title: 'Auftragszeilen',
        text: 'Jede Zeile kommt über die Auftragsnummer zu ihrem Auftrag. Preis und Rabatt sind die der Datei, nicht die der Preisliste.',
      },
    ],
    warnings: [
      'Aufträge bleiben Angebote im Entwurf. Einen zu bestätigen erzeugt Lieferungen, Projekte und Rechnungen; das geschieht daher in Odoo, für wenige Aufträge und durch jemanden, der weiß, was folgt. Abgeschlossene Vorgänge gehören nicht in sale.order.',
      'Odoo setzt auf jede Zeile die Verkaufssteuern des Produkts oder des Unternehmens. Bruttosummen weichen vom alten System ab, wo dessen Steuern es taten.',
      'Eine Zeile verweist auf eine Variante (product.product). Hat ein Produkt mehrere, muss die Datei sagen, welche.',
      'Niemand bekommt eine E-Mail. Vertriebsmitarbeiter ist der Benutzer der Verbindung; ordnen Sie user_id nach dem Login zu, wo es darauf ankommt, sobald die Benutzer da sind.',
    ],
  },
  projects: {
    title: 'Projekte und Aufgaben',
    description: 'Projekte für Kunden mit ihren Phasen, Aufgaben und Teilaufgaben.',
    sheets: {
      projects: 'Eine Zeile je Projekt. Customer darf bei eigenen Arbeiten leer sein.',
      stages: 'Eine Zeile je Phase. Projects zählt die Nummern der Projekte auf, die sie verwenden.',
      tasks: 'Eine Zeile je Aufgabe. Parent task macht sie zur Teilaufgabe.',
    },
    steps: [
      { title: 'Kunden', text: 'Die Kunden werden der Projektliste entnommen, jeder einmal.' },
      {
        title: 'Projekte und ihre Stichwörter',
        text: 'Projekte kommen vor den Phasen, denn eine Phase sagt, zu welchen Projekten sie gehört.',
      },
      { title: 'Phasen', text: 'Die Spalten des Boards. Mehrere Projekte können sich eine Phase teilen.' },
      {
        title: 'Aufgaben',
        text: 'Aufgaben werden vor ihren Teilaufgaben geladen, in welcher Reihenfolge die Zeilen auch stehen.',
      },
    ],
    warnings: [
      'Zugewiesene Personen sind Benutzer. Wem eine Aufgabe zugewiesen wird, der bekommt eine E-Mail und folgt der Aufgabe. Die Vorlage weist niemanden zu; Odoo 14 gibt jede Aufgabe dem Benutzer der Verbindung.',
      'Bis Odoo 16 ist eine Aufgabe erledigt, wenn ihre Phase eingeklappt ist; spätere Versionen haben außerdem einen Status. Eine Aufgabe in der Phase „Done“ ist dort nicht von selbst abgeschlossen.',
      'Eine Phase ohne Projekte gehört niemandem und ist auf keinem Board zu sehen. Jede Phase braucht mindestens ein Projekt.',
    ],
  },
  hr: {
    title: 'Mitarbeiter',
    description: 'Abteilungen mit ihren Leitern, Stellen und Mitarbeiter mit ihren Vorgesetzten.',
    sheets: {
      departments: 'Eine Zeile je Abteilung. Head enthält die Personalnummer der Person, die sie leitet.',
      employees: 'Eine Zeile je Mitarbeiter, nach Personalnummer. Manager enthält eine Personalnummer.',
    },
    steps: [
      {
        title: 'Stellen und Stichwörter',
        text: 'Beide werden der Mitarbeiterliste entnommen, jeder Name einmal.',
      },
      {
        title: 'Abteilungen und Mitarbeiter',
        text: 'Eine Abteilung hat einen Leiter, der in einer Abteilung arbeitet. Importgraph lädt beide und schreibt die Leiter, wenn die Personen da sind.',
      },
    ],
    warnings: [
      'Ein Mitarbeiter ist kein Benutzer. Zugänge werden in Odoo angelegt (Benutzer erstellen, beim Mitarbeiter), einer nach dem anderen, und das verschickt eine Einladung.',
      'Privatadressen, Geburtstage und Bankkonten sind personenbezogene Daten mit eigenen Rechten, und ihre Felder haben zwischen den Versionen den Platz gewechselt (address_home_id bis 16, danach private_…, Verträge und Versionen in 19). Die Vorlage lässt sie weg.',
      'Seit Odoo 17 bekommt jeder Mitarbeiter auch einen geschäftlichen Kontakt. Wer vorher als Kontakt importiert wurde, ist dann zweimal da; ordnen Sie work_contact_id zu, wo es darauf ankommt.',
    ],
  },
  accounting: {
    title: 'Eröffnungsbuchungen',
    description:
      'Buchungssätze mit ihren Buchungszeilen als Entwürfe: die Eröffnungsbilanz und die offenen Posten am Tag der Umstellung.',
    sheets: {
      partners: 'Eine Zeile je Kunde oder Lieferant mit einem offenen Posten.',
      entries: 'Eine Zeile je Buchungssatz, mit dem Code seines Journals.',
      entry_lines:
        'Eine Zeile je Buchungszeile. Beträge sind deutsch geschrieben, 1.234,50; Soll oder Haben, das andere ist leer.',
    },
    steps: [
      {
        title: 'Partner',
        text: 'Die mit offenen Posten. Wurden Kontakte schon importiert, nehmen Sie stattdessen den Schlüssel jenes Imports.',
      },
      {
        title: 'Buchungssätze',
        text: 'Buchungssätze im Entwurf, jeder in dem Journal, dessen Code die Zeile nennt. Journale und Konten werden nachgeschlagen, nie angelegt.',
      },
      {
        title: 'Buchungszeilen',
        text: 'Jede Zeile kommt auf das Konto ihres Codes. Wenn alle da sind, liest jemand die Buchungssätze in Odoo und bucht sie.',
      },
    ],
    warnings: [
      'Das Unternehmen braucht vorher seinen Kontenplan (Buchhaltung, Konfiguration, Einstellungen, Steuerlokalisierung). Das Beispiel verwendet Codes aus dem allgemeinen Kontenplan von Odoo und das Journal MISC; übersetzen Sie sie mit einer value_map, oder schreiben Sie Ihre Codes in das Blatt.',
      'Buchungszeilen werden einzeln geladen, ein Buchungssatz ist also bis zu seiner letzten Zeile unausgeglichen. Der Graph sagt Odoo, dass es sich bei Entwürfen nicht daran stören soll (check_move_validity); Odoo weigert sich, einen unausgeglichenen Buchungssatz zu buchen. Suchen Sie nach jedem Lauf Entwürfe, deren Soll und Haben sich unterscheiden.',
      'Buchungssätze bleiben im Entwurf. Beim Buchen erhalten sie eine Nummer, die sich nicht zurücknehmen lässt; tun Sie es in Odoo, wenn alles stimmt. Nur vorher lässt sich der Lauf rückgängig machen.',
      'Rechnungen sind keine bloßen Buchungssätze. Eine Rechnung berechnet ihre Steuern und ihre Forderungszeile selbst und braucht Produkte, Steuern und Zahlungsbedingungen; offene Posten kommen als Zeilen auf das Forderungskonto, mit ihrer Fälligkeit.',
    ],
  },
  'complete-migration': {
    title: 'Vollständige Migration',
    description:
      'Ein kleines Unternehmen zieht als Ganzes um: Kontakte, Produkte, Mitarbeiter, Verkaufschancen, Aufträge, Projekte und Aufgaben, in einem Graphen und einem Lauf.',
    sheets: {
      companies: 'Eine Zeile je Kunde oder Lieferant, mit der Nummer des alten Systems.',
      people: 'Eine Zeile je Person. Company enthält die Nummer eines Unternehmens.',
      product_groups: 'Eine Zeile je Produktgruppe. Within enthält die Nummer der Gruppe darüber.',
      products: 'Eine Zeile je Produkt oder Dienstleistung.',
      departments: 'Eine Zeile je Abteilung.',
      employees: 'Eine Zeile je Mitarbeiter, nach Personalnummer.',
      opportunities: 'Eine Zeile je offenem Geschäft.',
      orders: 'Eine Zeile je offenem Auftrag. Das Datum beginnt mit dem Tag.',
      order_lines: 'Eine Zeile je Auftragszeile.',
      projects: 'Eine Zeile je Projekt, mit dem Auftrag, aus dem es kommt.',
      tasks: 'Eine Zeile je Aufgabe. Part of macht sie zur Teilaufgabe.',
    },
    steps: [
      {
        title: 'Kontakte',
        text: 'Unternehmen mit ihren Stichwörtern, dann die Personen darunter. Alles Weitere verweist auf sie.',
      },
      { title: 'Produkte', text: 'Gruppen von oben nach unten, dann die Produkte.' },
      { title: 'Mitarbeiter', text: 'Abteilungen, dann die Personen mit ihren Vorgesetzten.' },
      { title: 'Verkaufschancen', text: 'Offene Geschäfte in der Phase, in der sie sind.' },
      { title: 'Aufträge', text: 'Offene Aufträge als Angebote im Entwurf, mit ihren Zeilen.' },
      { title: 'Projekte', text: 'Projekte mit ihren Aufgaben und Teilaufgaben.' },
    ],
    warnings: [
      'Üben Sie es. Lassen Sie es in eine Kopie der Datenbank laufen, sehen Sie das Ergebnis mit denen an, die die Daten kennen, machen Sie es rückgängig, korrigieren Sie die Arbeitsmappe, und führen Sie es noch einmal aus. Am Tag selbst wird nur der letzte Export geladen.',
      'Der Lauf erkennt seine eigenen Zeilen an ihren Schlüsseln, nicht was inzwischen eingetippt wurde. Ist Odoo schon in Gebrauch, fügen Sie bei Unternehmen, Personen und Produkten `adopt`-Regeln hinzu.',
      'Aufträge bleiben im Entwurf und Aufgaben offen. Bestätigen und schließen Sie in Odoo, wenn Bestand und Preise stimmen.',
      'Verfügbare Mengen werden danach mit einer Bestandsanpassung gezählt; Salden kommen als Buchungssätze (Vorlage Eröffnungsbuchungen).',
      'Jedes Produkt wird eine Variante mit eigenem product.template. Produkte mit Größen oder Farben brauchen die Vorlage Produkte.',
      'Niemand bekommt einen Zugang oder eine E-Mail. Benutzer werden in Odoo angelegt; Vertriebsmitarbeiter und zugewiesene Personen werden gesetzt, wenn sie da sind.',
    ],
  },
};
