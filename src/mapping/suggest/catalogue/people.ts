import type { ModelEntry } from './model-entry.ts';
import { ACTIVE, ADDRESS, CURRENCY, PERSON_NAME } from './shared-fields.ts';

/** Projects and HR. */
export const PEOPLE: Readonly<Record<string, ModelEntry>> = {
  'project.project': {
    group: 'projects',
    nodeId: 'projects',
    usual: 0.6,
    names: 'project|projects|job|projet|proyecto|projekt|board|engagement|matter',
    fields: {
      name: 'name|project|project name|title|project title|nom|nombre|projektname|bezeichnung',
      partner_id: 'customer|client|customer name|client name|account|kunde|cliente|customer id',
      user_id:
        'project manager|manager|owner|responsible|lead|projektleiter|chef de projet|jefe de proyecto|project lead',
      date_start: 'start date|start|started|begin|startdatum|date de debut|fecha de inicio|beginn',
      date: 'end date|due date|deadline|expiration date|finish date|enddatum|date de fin|fecha de fin|end',
      description: 'description|notes|details|beschreibung|descripcion|summary|scope',
      tag_ids: 'tags|labels|category|type',
      stage_id: 'stage|status|phase|state|project status',
      allocated_hours: 'allocated hours|planned hours|budget hours|estimated hours|hours budget',
      privacy_visibility: 'visibility|privacy',
      active: ACTIVE,
    },
  },
  'project.task': {
    group: 'projects',
    nodeId: 'tasks',
    usual: 0.6,
    names:
      'task|tasks|issue|ticket|to do|todo|tache|tarea|aufgabe|work item|story|card|activity|backlog|milestone task',
    fields: {
      name: 'name|task|task name|title|summary|subject|nom|nombre|titel|betreff|aufgabe|issue',
      project_id: 'project|project id|project name|board|list|projekt|projet|proyecto|project key',
      user_ids:
        'assignee|assignees|assigned to|owner|responsible|assigne a|asignado a|zugewiesen an|bearbeiter|assigned user',
      user_id: 'assignee|assigned to|owner|responsible|assigne a|asignado a|bearbeiter',
      date_deadline: 'deadline|due date|due|end date|echeance|fecha limite|falligkeit|frist|due on',
      stage_id: 'stage|status|column|state|section|etape|etapa|list name|phase',
      description: 'description|notes|details|body|beschreibung|descripcion',
      parent_id: 'parent|parent task|parent id|parent issue|epic|tache parente|tarea padre',
      tag_ids: 'tags|labels|tag|label|category|etiquetas|etiquettes',
      priority: 'priority|priorite|prioridad|prioritat|importance',
      allocated_hours:
        'allocated hours|planned hours|estimate|estimated hours|original estimate|time estimate',
      planned_hours: 'planned hours|estimate|estimated hours|initially planned hours',
      partner_id: 'customer|client|contact',
      sequence: 'sequence|rank|order',
      milestone_id: 'milestone',
      active: ACTIVE,
    },
    roles: {
      project: {
        kind: 'parent',
        model: 'project.project',
        link: 'project_id',
        prefixes: 'project|projekt|projet|proyecto',
        fields: { name: 'name|title', description: 'description', user_id: 'manager|owner|lead' },
      },
    },
  },
  'project.task.type': {
    group: 'projects',
    nodeId: 'task_stages',
    usual: 0.2,
    names: 'task stage|task status|kanban column|task type|stage',
    fields: {
      name: 'name|stage|status|column',
      sequence: 'sequence|order|position',
      fold: 'folded|fold',
      description: 'description',
    },
  },
  'project.tags': {
    group: 'projects',
    nodeId: 'project_tags',
    usual: 0.2,
    isTag: true,
    names: 'project tag|task tag|task label',
    fields: { name: 'name|tag|label', color: 'color' },
  },
  'account.analytic.line': {
    group: 'projects',
    nodeId: 'timesheets',
    usual: 0.4,
    names:
      'timesheet|time entry|time log|time tracking|hours|worklog|zeiterfassung|stundenzettel|feuille de temps|hoja de horas|parte de horas',
    fields: {
      date: 'date|day|worked on|datum|fecha|spent date|started',
      name: 'description|notes|activity|comment|beschreibung|descripcion|note|name',
      unit_amount: 'hours|duration|time spent|quantity|stunden|heures|horas|hours worked|time',
      project_id: 'project|project name|project id|projekt|projet',
      task_id: 'task|task name|task id|aufgabe|tache|issue',
      employee_id: 'employee|employee name|user|person|mitarbeiter|employe|empleado|staff',
      amount: 'amount|cost|billable amount',
      account_id: 'analytic account|cost center',
      partner_id: 'customer|client|partner',
    },
  },
  'hr.employee': {
    group: 'hr',
    nodeId: 'employees',
    usual: 0.7,
    names:
      'employee|employees|staff|worker|personnel|personal|mitarbeiter|angestellter|employe|salarie|empleado|trabajador|team member|headcount|people',
    fields: {
      name: 'name|employee|employee name|full name|display name|nom|nombre|mitarbeitername|name des mitarbeiters',
      ...PERSON_NAME,
      job_title:
        'job title|title|position|function|job position|role|fonction|cargo|puesto|stellenbezeichnung|designation',
      job_id: 'job|job position|job id|position id|stelle',
      department_id:
        'department|department id|division|team|abteilung|departement|departamento|service|department name|org unit',
      parent_id:
        'manager|reports to|supervisor|manager id|reports to id|boss|line manager|vorgesetzter|responsable|superior|jefe|direct manager|manager employee id',
      coach_id: 'coach|mentor',
      work_email:
        'work email|email|e mail|company email|business email|courriel|correo|dienstliche email|email address|mail',
      work_phone:
        'work phone|phone|office phone|business phone|telephone|telefon|dienstliches telefon|extension number|phone number|direct phone',
      mobile_phone: 'work mobile|mobile|cell phone|mobile phone|handy|movil|portable|company mobile|cell',
      category_ids: 'tags|employee tags|skills|labels|territories|category|categories|groups',
      barcode:
        'badge|badge id|employee number|employee id|personnel number|personalnummer|matricule|numero de empleado|employee code|staff number|clock number',
      identification_id:
        'identification number|national id|id card|identity card|identification no|dni|ausweisnummer|passport or id',
      ssnid:
        'ssn|social security number|sozialversicherungsnummer|numero de securite sociale|nss|sin|social insurance number',
      passport_id: 'passport|passport number|passport no',
      birthday:
        'birthday|birth date|date of birth|dob|birthdate|geburtsdatum|geburtstag|date de naissance|fecha de nacimiento|born',
      sex: 'gender|sex|geschlecht|genre|sexe|genero|sexo',
      gender: 'gender|sex|geschlecht|genre|sexe|genero|sexo',
      marital: 'marital status|civil status|familienstand|etat civil|estado civil',
      country_id: 'nationality|citizenship|staatsangehorigkeit|nationalite|nacionalidad',
      private_street: ADDRESS.street ?? '',
      private_street2: ADDRESS.street2 ?? '',
      private_city: ADDRESS.city ?? '',
      private_zip: ADDRESS.zip ?? '',
      private_state_id: ADDRESS.state_id ?? '',
      private_country_id: ADDRESS.country_id ?? '',
      private_phone:
        'home phone|private phone|personal phone|privattelefon|telephone prive|telefono particular|home telephone',
      private_email: 'private email|personal email|home email',
      address_id: 'work address|office|office location|branch|site',
      work_location_id: 'work location|location|workplace|arbeitsort',
      user_id: 'user|login|related user|username|user name',
      company_id: 'company|legal entity|gesellschaft',
      active: ACTIVE,
      contract_date_start:
        'hire date|start date|joining date|date hired|eintrittsdatum|date d embauche|fecha de contratacion|employment start|date of joining|entry date',
      date_start: 'contract start',
      departure_date:
        'termination date|leave date|end date|exit date|austrittsdatum|fecha de baja|date de depart',
      additional_note: 'additional note',
      notes: 'notes|note|comment|remarks|bemerkung|notas',
      emergency_contact: 'emergency contact|contact d urgence|notfallkontakt|contacto de emergencia',
      emergency_phone: 'emergency phone',
      certificate: 'certificate level|education level|degree',
      study_field: 'field of study|major',
      study_school: 'school|university',
      place_of_birth: 'place of birth|birthplace|geburtsort',
      children: 'children|number of children|kids|dependent children|kinder',
      distance_home_work: 'home work distance|distance',
      employee_type: 'employee type|employment type|type',
    },
    roles: {
      department: {
        kind: 'parent',
        model: 'hr.department',
        link: 'department_id',
        prefixes: 'department|abteilung|departement|departamento',
        fields: { name: 'name' },
      },
    },
  },
  'hr.department': {
    group: 'hr',
    nodeId: 'departments',
    usual: 0.4,
    names:
      'department|departments|division|abteilung|departement|departamento|service|org unit|organisational unit|business unit',
    fields: {
      name: 'name|department|department name|division|description|bezeichnung|nom|nombre|title',
      parent_id: 'parent|parent department|parent id|reports to|parent department id',
      manager_id: 'manager|head|department head|manager id|leiter|responsable|head of department',
      color: 'color',
      note: 'note|notes',
      active: ACTIVE,
    },
  },
  'hr.job': {
    group: 'hr',
    nodeId: 'jobs',
    usual: 0.3,
    names: 'job position|job|position|job title|stelle|poste|puesto|vacancy|role',
    fields: {
      name: 'name|job|job title|position|title|job name',
      department_id: 'department|division|abteilung',
      description: 'description|job description',
      no_of_recruitment: 'openings|vacancies|headcount|expected new employees',
      active: ACTIVE,
    },
  },
  'hr.employee.category': {
    group: 'hr',
    nodeId: 'employee_tags',
    usual: 0.25,
    isTag: true,
    names: 'employee tag|employee category|skill|employee group|sales territory|employee label',
    fields: { name: 'name|tag|label|skill|category|description|group', color: 'color' },
  },
};

/** What every database has. */
export const FOUNDATION: Readonly<Record<string, ModelEntry>> = {
  'res.company': {
    group: 'foundation',
    nodeId: 'companies',
    usual: 0.15,
    names: 'own company|legal entity|subsidiary|our company|branch|operating company|gesellschaft|filiale',
    fields: {
      name: 'name|company|company name|legal name',
      currency_id: CURRENCY,
      parent_id: 'parent|parent company',
      email: 'email',
      phone: 'phone',
      vat: 'vat|tax id',
      ...ADDRESS,
    },
  },
  'res.country': {
    group: 'foundation',
    nodeId: 'countries',
    usual: 0.1,
    names: 'country|countries|land|pays|pais|nation',
    fields: {
      name: 'name|country|country name',
      code: 'code|iso code|iso|country code|alpha 2',
      phone_code: 'phone code|calling code|dial code|country calling code',
      currency_id: CURRENCY,
    },
  },
  'res.country.state': {
    group: 'foundation',
    nodeId: 'states',
    usual: 0.1,
    names: 'state|province|states and provinces|bundesland|departement|provincia|estado',
    fields: {
      name: 'name|state|state name|province',
      code: 'code|state code|abbreviation',
      country_id: 'country|country code|country id',
    },
  },
  'res.currency': {
    group: 'foundation',
    nodeId: 'currencies',
    usual: 0.1,
    names: 'currency|currencies|wahrung|devise|moneda|divisa',
    fields: {
      name: 'code|currency|iso code|currency code|name',
      symbol: 'symbol',
      full_name: 'name|currency name|description',
      rounding: 'rounding',
      active: ACTIVE,
    },
  },
  'res.bank': {
    group: 'foundation',
    nodeId: 'banks',
    usual: 0.15,
    names: 'bank|banks|banque|banco|banken',
    fields: {
      name: 'name|bank|bank name',
      bic: 'bic|swift|swift code|bic code|bank code',
      email: 'email',
      phone: 'phone',
      street: 'street|address',
      city: 'city',
      zip: 'zip|postal code',
      country: 'country',
    },
  },
  'res.users': {
    group: 'foundation',
    nodeId: 'users',
    usual: 0.2,
    names: 'user|users|login|benutzer|utilisateur|usuario|user account',
    fields: {
      name: 'name|full name|user name|display name',
      ...PERSON_NAME,
      login: 'login|username|user|email|user id|email address',
      lang: 'language|locale',
      tz: 'timezone|time zone',
      active: ACTIVE,
      company_id: 'company',
      signature: 'signature',
    },
  },
};
