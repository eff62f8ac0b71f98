import type { ServerTexts } from '../server-texts.ts';

export const examples: ServerTexts['examples'] = {
  'address-book': {
    title: 'Libreta de direcciones',
    description:
      'Empresas y personas, once filas, con los errores que suelen tener esas listas: algunas filas se rechazarán.',
  },
  northwind: {
    title: 'Northwind Traders',
    description:
      'Todos los datos de un pequeño mayorista en un solo libro: clientes, proveedores, empleados, productos, pedidos.',
  },
};

export const templates: ServerTexts['templates'] = {
  foundation: {
    title: 'Datos básicos',
    description:
      'Las listas de las que eligen las demás importaciones: etiquetas de contacto, sectores, bancos, categorías de producto y equipos de ventas. Cárguelas primero, y una sola vez.',
    sheets: {
      contact_tags: 'Una fila por etiqueta de contacto. Parent nombra la etiqueta que está por encima.',
      industries: 'Una fila por sector. Odoo trae veinte propios.',
      banks: 'Una fila por banco, con su BIC.',
      product_categories: 'Una fila por categoría, escrita como ruta, por ejemplo Furniture / Tables.',
      sales_teams: 'Una fila por equipo de ventas.',
    },
    steps: [
      {
        title: 'Listas de los contactos',
        text: 'Etiquetas, sectores y bancos. Una etiqueta o un sector que Odoo ya tiene se adopta, no se crea por segunda vez.',
      },
      {
        title: 'Categorías de producto',
        text: 'La ruta de cada fila dice dónde está la categoría. Los padres se cargan antes que los hijos, sea cual sea el orden de las filas.',
      },
      {
        title: 'Equipos de ventas',
        text: 'Los equipos se crean sin miembros. Los miembros son usuarios, que se añaden en Odoo.',
      },
    ],
    warnings: [
      'Otros grafos buscan estos registros por su nombre. Cargue esta plantilla antes que ellos y corrija los nombres aquí, no allí.',
      'Países, provincias, monedas, idiomas y unidades de medida son listas del propio Odoo. Búsquelos y no los importe nunca; active una moneda o un idioma en Odoo.',
      'Los usuarios no se importan. Un usuario nuevo cuesta una licencia, recibe un correo de invitación y permisos en los que alguien tiene que pensar.',
    ],
  },
  contacts: {
    title: 'Contactos',
    description:
      'Las empresas, las personas que trabajan en ellas y las etiquetas que las agrupan: la libreta de direcciones a la que remiten todas las demás importaciones.',
    sheets: {
      tags: 'Una fila por etiqueta. Parent nombra la etiqueta que está por encima.',
      companies: 'Una fila por empresa. Code es su número en el sistema anterior y la nombra para siempre.',
      people: 'Una fila por persona. Company contiene el código de una fila de companies; puede estar vacía.',
    },
    steps: [
      {
        title: 'Etiquetas',
        text: 'Las etiquetas se cargan primero, los padres antes que los hijos. La que Odoo ya tiene con el mismo nombre se adopta.',
      },
      {
        title: 'Empresas',
        text: 'Los países se buscan en Odoo y nunca se crean: uno mal escrito se señala con su fila. Las etiquetas se separan por el punto y coma.',
      },
      {
        title: 'Personas',
        text: 'Cada persona pasa a ser un contacto de la empresa y comparte su dirección.',
      },
    ],
    warnings: [
      'Odoo admite dos empresas con el mismo nombre. Si antes se introdujeron contactos a mano, añada reglas `adopt` (por NIF o correo) para que las filas los adopten.',
      'Los contactos no son usuarios. Esta importación no da a nadie acceso ni correo; el acceso al portal se concede después en Odoo.',
    ],
  },
  products: {
    title: 'Productos',
    description:
      'El árbol de categorías de producto, los artículos que se venden tal cual y los productos que existen en varias tallas o colores.',
    sheets: {
      categories: 'Una fila por categoría. Parent contiene el código de la categoría que la contiene.',
      articles:
        'Una fila por artículo que existe en una sola forma. Los precios se escriben como en Alemania, 1.234,50.',
      styles: 'Una fila por producto que existe en varias variantes.',
      options: 'Una fila por valor que puede tener un atributo, por ejemplo Size M.',
      style_options: 'Una fila por producto y valor en que se vende.',
    },
    steps: [
      { title: 'Categorías', text: 'El árbol se carga de arriba abajo.' },
      {
        title: 'Artículos',
        text: 'Cada fila pasa a ser un producto, que se reconoce por su referencia interna. Las unidades de medida se buscan en Odoo.',
      },
      {
        title: 'Atributos y sus valores',
        text: 'Los atributos (Size, Colour) se toman de la hoja options, un registro por nombre.',
      },
      {
        title: 'Productos con variantes',
        text: 'Primero el producto, luego sus atributos. Odoo crea de ellos las variantes por sí mismo, una por combinación.',
      },
    ],
    warnings: [
      'Un producto (product.template) y sus variantes (product.product) son dos modelos. Cargue lo que se vende tal cual en product.product, que crea también su product.template; cargue lo que tiene tallas o colores como product.template con atributos, y deje que Odoo cree las variantes.',
      'Referencia interna, código de barras y coste son de la variante. Un producto con varias variantes no muestra ninguno: no asigne default_code ni barcode en styles; impórtelos después en las variantes.',
      'La cantidad a mano no es un campo del producto. Se cuenta con un ajuste de inventario (Inventario, Inventario físico), cuando los productos existen.',
      'Hasta Odoo 18 la unidad de compra debe ser de la misma categoría que la de venta. Asigne también uom_po_id si hay artículos que se venden por peso, longitud o tiempo.',
    ],
  },
  crm: {
    title: 'Flujo de CRM',
    description:
      'Los negocios abiertos de otro CRM: una lista plana pasa a ser empresas, contactos, etiquetas y oportunidades en la etapa correcta.',
    sheets: {
      deals:
        'Una fila por negocio, con la empresa y el contacto escritos en cada fila, como los exportan otros sistemas.',
      deal_tags: 'Una fila por negocio y etiqueta.',
    },
    steps: [
      {
        title: 'Empresas y contactos',
        text: 'Cada empresa está en varias filas de la lista y pasa a ser un solo registro. Igual las personas, dentro de su empresa.',
      },
      {
        title: 'Etiquetas',
        text: 'Cada etiqueta distinta una vez. La que Odoo ya tiene con ese nombre se adopta.',
      },
      {
        title: 'Oportunidades',
        text: 'La etapa del sistema anterior se traduce a una etapa de Odoo, y el importe pierde el símbolo de la moneda.',
      },
    ],
    warnings: [
      'El comercial a quien se asigna un lead recibe un correo. Las oportunidades se cargan a nombre del usuario de la conexión; asígnelas en Odoo, o asigne user_id por el nombre de acceso y cargue con el correo desactivado.',
      'Ganado y perdido son más que una etapa. Una oportunidad perdida se archiva con un motivo, y una ganada cuenta para los objetivos de su mes; esta plantilla deja fuera los negocios perdidos.',
      'Dos formas de escribir una empresa dan dos empresas. Ordene antes la lista por empresa y acuerde una sola forma.',
    ],
  },
  sales: {
    title: 'Pedidos de venta',
    description:
      'Los clientes, los productos y los presupuestos abiertos del sistema anterior con sus líneas, en borrador.',
    sheets: {
      customers: 'Una fila por cliente que tiene un pedido.',
      products: 'Una fila por producto que está en una línea de pedido.',
      orders: 'Una fila por pedido. Las fechas empiezan por el día, 28/02/2026.',
      order_lines: 'Una fila por línea de pedido. El descuento es una fracción, 0.1 es el diez por ciento.',
    },
    steps: [
      {
        title: 'Clientes y productos',
        text: 'Primero va aquello a lo que remiten los pedidos. No se necesitan entre sí y se cargan a la vez.',
      },
      {
        title: 'Pedidos',
        text: 'Cada pedido pasa a ser un presupuesto en borrador. Conserva su número anterior como referencia.',
      },
      {
        title: 'Líneas de pedido',
        text: 'Cada línea va a su pedido por el número de este. Precio y descuento son los del archivo, no los de la tarifa.',
      },
    ],
    warnings: [
      'Los pedidos quedan como presupuestos en borrador. Confirmar uno crea entregas, proyectos y facturas, así que se hace en Odoo, para pocos pedidos, por alguien que sabe lo que sigue. El historial cerrado no tiene sitio en sale.order.',
      'Odoo pone en cada línea los impuestos de venta del producto o de la compañía. Los totales con impuestos difieren del sistema anterior donde difieran sus impuestos.',
      'Una línea remite a una variante (product.product). Si un producto tiene varias, el archivo debe decir cuál.',
      'Nadie recibe correos. El comercial es el usuario de la conexión; asigne user_id por el nombre de acceso donde importe, cuando los usuarios existan.',
    ],
  },
  projects: {
    title: 'Proyectos y tareas',
    description: 'Proyectos de clientes con sus etapas, tareas y subtareas.',
    sheets: {
      projects: 'Una fila por proyecto. Customer puede estar vacía en trabajos propios.',
      stages: 'Una fila por etapa. Projects enumera los números de los proyectos que la usan.',
      tasks: 'Una fila por tarea. Parent task la convierte en subtarea.',
    },
    steps: [
      { title: 'Clientes', text: 'Los clientes se toman de la lista de proyectos, cada uno una vez.' },
      {
        title: 'Proyectos y sus etiquetas',
        text: 'Los proyectos van antes que las etapas, porque una etapa dice a qué proyectos pertenece.',
      },
      { title: 'Etapas', text: 'Las columnas del tablero. Varios proyectos pueden compartir una etapa.' },
      {
        title: 'Tareas',
        text: 'Las tareas se cargan antes que sus subtareas, sea cual sea el orden de las filas.',
      },
    ],
    warnings: [
      'Las personas asignadas son usuarios. Quien recibe una tarea recibe un correo y la sigue. La plantilla no asigna a nadie; Odoo 14 da cada tarea al usuario de la conexión.',
      'Hasta Odoo 16 una tarea está hecha cuando su etapa está plegada; las versiones posteriores tienen además un estado. Allí, una tarea en la etapa «Done» no queda cerrada por sí misma.',
      'Una etapa sin proyectos no es de nadie y no se ve en ningún tablero. Cada etapa necesita al menos un proyecto.',
    ],
  },
  hr: {
    title: 'Empleados',
    description: 'Departamentos con sus responsables, puestos de trabajo y empleados con sus responsables.',
    sheets: {
      departments: 'Una fila por departamento. Head contiene el número de empleado de quien lo dirige.',
      employees: 'Una fila por empleado, por número de empleado. Manager contiene un número de empleado.',
    },
    steps: [
      {
        title: 'Puestos y etiquetas',
        text: 'Ambos se toman de la lista de empleados, cada nombre distinto una vez.',
      },
      {
        title: 'Departamentos y empleados',
        text: 'Un departamento tiene un responsable que trabaja en un departamento. Importgraph carga ambos y escribe los responsables cuando las personas existen.',
      },
    ],
    warnings: [
      'Un empleado no es un usuario. Los accesos se crean en Odoo (Crear usuario, en el empleado), uno a uno, y eso envía una invitación.',
      'Direcciones privadas, cumpleaños y cuentas bancarias son datos personales con permisos propios, y sus campos cambiaron de sitio entre versiones (address_home_id hasta la 16, private_… después, contratos y versiones en la 19). La plantilla los deja fuera.',
      'Desde Odoo 17 cada empleado recibe también un contacto de trabajo. Las personas que ya se importaron como contactos existen entonces dos veces; asigne work_contact_id donde importe.',
    ],
  },
  accounting: {
    title: 'Asientos de apertura',
    description:
      'Asientos contables con sus apuntes en borrador: el balance de apertura y las partidas abiertas del día del cambio.',
    sheets: {
      partners: 'Una fila por cliente o proveedor con una partida abierta.',
      entries: 'Una fila por asiento contable, con el código de su diario.',
      entry_lines:
        'Una fila por apunte. Los importes se escriben como en Alemania, 1.234,50; debe o haber, el otro está vacío.',
    },
    steps: [
      {
        title: 'Clientes y proveedores',
        text: 'Los que tienen partidas abiertas. Si ya se importaron contactos, tome en su lugar la clave de esa importación.',
      },
      {
        title: 'Asientos',
        text: 'Asientos en borrador, cada uno en el diario cuyo código da la fila. Diarios y cuentas se buscan, nunca se crean.',
      },
      {
        title: 'Apuntes',
        text: 'Cada apunte va a la cuenta de su código. Cuando están todos, alguien lee los asientos en Odoo y los publica.',
      },
    ],
    warnings: [
      'La compañía necesita antes su plan contable (Contabilidad, Configuración, Ajustes, Localización fiscal). El ejemplo usa códigos del plan genérico de Odoo y el diario MISC; tradúzcalos con un value_map o escriba sus códigos en la hoja.',
      'Los apuntes se cargan de uno en uno, así que un asiento está descuadrado hasta que llega el último. El grafo dice a Odoo que no le importe en los borradores (check_move_validity); Odoo se niega a publicar un asiento descuadrado. Tras cada ejecución, busque borradores cuyo debe y haber difieran.',
      'Los asientos quedan en borrador. Publicarlos les da un número que no se puede retirar: hágalo en Odoo cuando todo esté bien; deshacer la ejecución solo funciona antes.',
      'Las facturas no son simples asientos. Una factura calcula por sí misma sus impuestos y su apunte de cliente y necesita productos, impuestos y plazos de pago; las partidas abiertas llegan como apuntes de la cuenta de clientes, con su vencimiento.',
    ],
  },
  'complete-migration': {
    title: 'Migración completa',
    description:
      'Una empresa pequeña se muda entera: contactos, productos, empleados, oportunidades, pedidos, proyectos y tareas, en un grafo y una ejecución.',
    sheets: {
      companies: 'Una fila por cliente o proveedor, con su número en el sistema anterior.',
      people: 'Una fila por persona. Company contiene el número de una empresa.',
      product_groups: 'Una fila por grupo de productos. Within contiene el número del grupo superior.',
      products: 'Una fila por producto o servicio.',
      departments: 'Una fila por departamento.',
      employees: 'Una fila por empleado, por número de empleado.',
      opportunities: 'Una fila por negocio abierto.',
      orders: 'Una fila por pedido abierto. Las fechas empiezan por el día.',
      order_lines: 'Una fila por línea de pedido.',
      projects: 'Una fila por proyecto, con el pedido del que viene.',
      tasks: 'Una fila por tarea. Part of la convierte en subtarea.',
    },
    steps: [
      {
        title: 'Contactos',
        text: 'Las empresas con sus etiquetas, luego las personas dentro de ellas. Todo lo que sigue remite a ellos.',
      },
      { title: 'Productos', text: 'Los grupos de arriba abajo, luego los productos.' },
      { title: 'Empleados', text: 'Los departamentos, luego las personas con sus responsables.' },
      { title: 'Oportunidades', text: 'Los negocios abiertos, en la etapa en que están.' },
      { title: 'Pedidos', text: 'Los pedidos abiertos como presupuestos en borrador, con sus líneas.' },
      { title: 'Proyectos', text: 'Los proyectos con sus tareas y subtareas.' },
    ],
    warnings: [
      'Ensáyelo. Ejecútelo hacia una copia de la base de datos, mire el resultado con quienes conocen los datos, deshágalo, corrija el libro y ejecútelo de nuevo. El día mismo solo se carga la última exportación.',
      'La ejecución reconoce sus propias filas por sus claves, no lo que alguien escribió entretanto. Si Odoo ya está en uso, añada reglas `adopt` a empresas, personas y productos.',
      'Los pedidos quedan en borrador y las tareas abiertas. Confirme y cierre en Odoo cuando existencias y precios estén bien.',
      'Las cantidades a mano se cuentan después con un ajuste de inventario; los saldos llegan como asientos contables (plantilla Asientos de apertura).',
      'Cada producto pasa a ser una variante con su propio product.template. Los productos con tallas o colores necesitan la plantilla Productos.',
      'Nadie recibe acceso ni correo. Los usuarios se crean en Odoo; comerciales y personas asignadas se indican cuando existan.',
    ],
  },
};
