/**
 * States, provinces and counties as Odoo has them in `res.country.state` (`CODE=Name`), of countries whose addresses name them. Only codes that
 * are the same in Odoo 14 and 19, or that 14 has not.
 */
const STATES: Readonly<Record<string, string>> = {
  AR: 'A=Salta|B=Buenos Aires|C=Ciudad Autónoma de Buenos Aires|D=San Luis|E=Entre Ríos|F=La Rioja|G=Santiago Del Estero|H=Chaco|J=San Juan|K=Catamarca|L=La Pampa|M=Mendoza|N=Misiones|P=Formosa|Q=Neuquén|R=Río Negro|S=Santa Fe|T=Tucumán|U=Chubut|V=Tierra del Fuego|W=Corrientes|X=Córdoba|Y=Jujuy|Z=Santa Cruz',
  AT: '1=Burgenland|2=Kärnten|3=Niederösterreich|4=Oberösterreich|5=Salzburg|6=Steiermark|7=Tirol|8=Vorarlberg|9=Wien',
  AU: 'ACT=Australian Capital Territory|NSW=New South Wales|NT=Northern Territory|QLD=Queensland|SA=South Australia|TAS=Tasmania|VIC=Victoria|WA=Western Australia',
  BE: 'VAN=Antwerp|VBR=Flemish Brabant|VLI=Limburg|VOV=East Flanders|VWV=West Flanders|WBR=Walloon Brabant|WHT=Hainaut|WLG=Liège|WLX=Luxembourg|WNA=Namur',
  BR: 'AC=Acre|AL=Alagoas|AM=Amazonas|AP=Amapá|BA=Bahia|CE=Ceará|DF=Distrito Federal|ES=Espírito Santo|GO=Goiás|MA=Maranhão|MG=Minas Gerais|MS=Mato Grosso do Sul|MT=Mato Grosso|PA=Pará|PB=Paraíba|PE=Pernambuco|PI=Piauí|PR=Paraná|RJ=Rio de Janeiro|RN=Rio Grande do Norte|RO=Rondônia|RR=Roraima|RS=Rio Grande do Sul|SC=Santa Catarina|SE=Sergipe|SP=São Paulo|TO=Tocantins',
  CA: 'AB=Alberta|BC=British Columbia|MB=Manitoba|NB=New Brunswick|NL=Newfoundland and Labrador|NS=Nova Scotia|NT=Northwest Territories|NU=Nunavut|ON=Ontario|PE=Prince Edward Island|QC=Quebec|SK=Saskatchewan|YT=Yukon',
  CO: 'AMA=Amazonas|ANT=Antioquia|ARA=Arauca|ATL=Atlántico|BOL=Bolívar|BOY=Boyacá|CAL=Caldas|CAQ=Caquetá|CAS=Casanare|CAU=Cauca|CES=Cesar|CHO=Chocó|COR=Córdoba|CUN=Cundinamarca|DC=Bogotá|GUA=Guainía|GUV=Guaviare|HUI=Huila|LAG=La Guajira|MAG=Magdalena|MET=Meta|NAR=Nariño|NSA=Norte de Santander|PUT=Putumayo|QUI=Quindío|RIS=Risaralda|SAN=Santander|SAP=San Andrés y Providencia|SUC=Sucre|TOL=Tolima|VAC=Valle del Cauca|VAU=Vaupés|VID=Vichada',
  DE: 'DE-BB=Brandenburg|DE-BE=Berlin|DE-BW=Baden-Württemberg|DE-BY=Bayern|DE-HB=Bremen|DE-HE=Hessen|DE-HH=Hamburg|DE-MV=Mecklenburg-Vorpommern|DE-NI=Niedersachsen|DE-NW=Nordrhein-Westfalen|DE-RP=Rheinland-Pfalz|DE-SH=Schleswig-Holstein|DE-SL=Saarland|DE-SN=Sachsen|DE-ST=Sachsen-Anhalt|DE-TH=Thüringen',
  ES: 'A=Alacant (Alicante)|AB=Albacete|AL=Almería|AV=Ávila|B=Barcelona|BA=Badajoz|BI=Bizkaia (Vizcaya)|BU=Burgos|C=A Coruña (La Coruña)|CA=Cádiz|CC=Cáceres|CE=Ceuta|CO=Córdoba|CR=Ciudad Real|CS=Castelló (Castellón)|CU=Cuenca|GC=Las Palmas|GI=Girona (Gerona)|GR=Granada|GU=Guadalajara|H=Huelva|HU=Huesca|J=Jaén|L=Lleida (Lérida)|LE=León|LO=La Rioja|LU=Lugo|M=Madrid|MA=Málaga|ME=Melilla|MU=Murcia|NA=Navarra (Nafarroa)|O=Asturias|OR=Ourense (Orense)|P=Palencia|PM=Illes Balears (Islas Baleares)|PO=Pontevedra|S=Cantabria|SA=Salamanca|SE=Sevilla|SG=Segovia|SO=Soria|SS=Gipuzkoa (Guipúzcoa)|T=Tarragona|TE=Teruel|TF=Santa Cruz de Tenerife|TO=Toledo|V=València (Valencia)|VA=Valladolid|VI=Araba/Álava|Z=Zaragoza|ZA=Zamora',
  IE: 'AH=Armagh|AM=Antrim|C=Cork|CE=Clare|CN=Cavan|CW=Carlow|D=Dublin|DL=Donegal|DN=Down|FH=Fermanagh|G=Galway|KE=Kildare|KK=Kilkenny|KY=Kerry|LD=Longford|LH=Louth|LK=Limerick|LM=Leitrim|LS=Laois|LY=Londonderry|MH=Meath|MN=Monaghan|MO=Mayo|OY=Offaly|RN=Roscommon|SO=Sligo|TE=Tyrone|TR=Tipperary|WD=Waterford|WH=Westmeath|WW=Wicklow|WX=Wexford',
  IN: 'AN=Andaman and Nicobar|AP=Andhra Pradesh|AR=Arunachal Pradesh|AS=Assam|BR=Bihar|CG=Chattisgarh|CH=Chandigarh|DD=Daman and Diu|DL=Delhi|DN=Dadra and Nagar Haveli|GA=Goa|GJ=Gujarat|HP=Himachal Pradesh|HR=Haryana|JH=Jharkhand|JK=Jammu and Kashmir|KA=Karnataka|KL=Kerala|LD=Lakshadweep|MH=Maharashtra|ML=Meghalaya|MN=Manipur|MP=Madhya Pradesh|MZ=Mizoram|NL=Nagaland|PB=Punjab|PY=Puducherry|RJ=Rajasthan|SK=Sikkim|TN=Tamil Nadu|TR=Tripura|TS=Telangana|UK=Uttarakhand|UP=Uttar Pradesh|WB=West Bengal',
  IT: "AG=Agrigento|AL=Alessandria|AN=Ancona|AO=Aosta|AP=Ascoli Piceno|AQ=L'Aquila|AR=Arezzo|AT=Asti|AV=Avellino|BA=Bari|BG=Bergamo|BI=Biella|BL=Belluno|BN=Benevento|BO=Bologna|BR=Brindisi|BS=Brescia|BT=Barletta-Andria-Trani|BZ=Bolzano|CA=Cagliari|CB=Campobasso|CE=Caserta|CH=Chieti|CI=Carbonia-Iglesias|CL=Caltanissetta|CN=Cuneo|CO=Como|CR=Cremona|CS=Cosenza|CT=Catania|CZ=Catanzaro|EN=Enna|FC=Forlì-Cesena|FE=Ferrara|FG=Foggia|FI=Firenze|FM=Fermo|FR=Frosinone|GE=Genova|GO=Gorizia|GR=Grosseto|IM=Imperia|IS=Isernia|KR=Crotone|LC=Lecco|LE=Lecce|LI=Livorno|LO=Lodi|LT=Latina|LU=Lucca|MB=Monza e Brianza|MC=Macerata|ME=Messina|MI=Milano|MN=Mantova|MO=Modena|MS=Massa-Carrara|MT=Matera|NA=Napoli|NO=Novara|NU=Nuoro|OG=Ogliastra|OR=Oristano|OT=Olbia-Tempio|PA=Palermo|PC=Piacenza|PD=Padova|PE=Pescara|PG=Perugia|PI=Pisa|PN=Pordenone|PO=Prato|PR=Parma|PT=Pistoia|PU=Pesaro e Urbino|PV=Pavia|PZ=Potenza|RA=Ravenna|RC=Reggio Calabria|RE=Reggio Emilia|RG=Ragusa|RI=Rieti|RM=Roma|RN=Rimini|RO=Rovigo|SA=Salerno|SI=Siena|SO=Sondrio|SP=La Spezia|SR=Siracusa|SS=Sassari|SU=Sud Sardegna|SV=Savona|TA=Taranto|TE=Teramo|TN=Trento|TO=Torino|TP=Trapani|TR=Terni|TS=Trieste|TV=Treviso|UD=Udine|VA=Varese|VB=Verbano-Cusio-Ossola|VC=Vercelli|VE=Venezia|VI=Vicenza|VR=Verona|VS=Medio Campidano|VT=Viterbo|VV=Vibo Valentia",
  MX: 'AGU=Aguascalientes|BCN=Baja California|BCS=Baja California Sur|CAM=Campeche|CHH=Chihuahua|CHP=Chiapas|COA=Coahuila|COL=Colima|DUR=Durango|GRO=Guerrero|GUA=Guanajuato|HID=Hidalgo|JAL=Jalisco|MEX=México|MIC=Michoacán|MOR=Morelos|NAY=Nayarit|NLE=Nuevo León|OAX=Oaxaca|PUE=Puebla|QUE=Querétaro|ROO=Quintana Roo|SIN=Sinaloa|SLP=San Luis Potosí|SON=Sonora|TAB=Tabasco|TAM=Tamaulipas|TLA=Tlaxcala|VER=Veracruz|YUC=Yucatán|ZAC=Zacatecas',
  NL: 'BQ1=Bonaire|BQ2=Saba|BQ3=Sint Eustatius|DR=Drenthe|FL=Flevoland|FR=Friesland|GE=Gelderland|GR=Groningen|LI=Limburg|NB=Noord-Brabant|NH=Noord-Holland|OV=Overijssel|UT=Utrecht|ZE=Zeeland|ZH=Zuid-Holland',
  NZ: "AUK=Auckland|BOP=Bay of Plenty|CAN=Canterbury|GIS=Gisborne|HKB=Hawke's Bay|MBH=Marlborough|MWT=Manawatu-Wanganui|NSN=Nelson|NTL=Northland|OTA=Otago|STL=Southland|TAS=Tasman|TKI=Taranaki|WGN=Wellington|WKO=Waikato|WTC=West Coast",
  US: 'AA=Armed Forces Americas|AE=Armed Forces Europe|AK=Alaska|AL=Alabama|AP=Armed Forces Pacific|AR=Arkansas|AS=American Samoa|AZ=Arizona|CA=California|CO=Colorado|CT=Connecticut|DC=District of Columbia|DE=Delaware|FL=Florida|FM=Federated States of Micronesia|GA=Georgia|GU=Guam|HI=Hawaii|IA=Iowa|ID=Idaho|IL=Illinois|IN=Indiana|KS=Kansas|KY=Kentucky|LA=Louisiana|MA=Massachusetts|MD=Maryland|ME=Maine|MH=Marshall Islands|MI=Michigan|MN=Minnesota|MO=Missouri|MP=Northern Mariana Islands|MS=Mississippi|MT=Montana|NC=North Carolina|ND=North Dakota|NE=Nebraska|NH=New Hampshire|NJ=New Jersey|NM=New Mexico|NV=Nevada|NY=New York|OH=Ohio|OK=Oklahoma|OR=Oregon|PA=Pennsylvania|PR=Puerto Rico|PW=Palau|RI=Rhode Island|SC=South Carolina|SD=South Dakota|TN=Tennessee|TX=Texas|UT=Utah|VA=Virginia|VI=Virgin Islands|VT=Vermont|WA=Washington|WI=Wisconsin|WV=West Virginia|WY=Wyoming',
  ZA: 'EC=Eastern Cape|FS=Free State|LP=Limpopo|MP=Mpumalanga|NC=Northern Cape|NW=North West|WC=Western Cape',
};

/** Other words that addresses have. Codes with points (`N.S.W.`) and names without accents are known anyway. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  US: 'AL=Ala|AZ=Ariz|AR=Ark|CA=Calif|CO=Colo|CT=Conn|DE=Del|DC=Washington DC|FL=Fla|IL=Ill|IN=Ind|KS=Kan|KS=Kans|KY=Ky|MD=Md|MA=Mass|MI=Mich|MN=Minn|MS=Miss|MO=Mo|MT=Mont|NE=Neb|NE=Nebr|NV=Nev|NM=N Mex|ND=N Dak|OK=Okla|OR=Ore|OR=Oreg|PA=Penn|PA=Penna|SC=S Car|SD=S Dak|TN=Tenn|TX=Tex|VA=Va|VT=Vt|WA=Wash|WV=W Va|WI=Wis|WI=Wisc|WY=Wyo',
  CA: 'AB=Alta|MB=Man|NB=N Bruns|NL=Newfoundland|NL=Nfld|ON=Ont|PE=PEI|QC=Que|QC=PQ|SK=Sask|YT=Yukon Territory',
  AU: 'QLD=Queensl|TAS=Tas|VIC=Vic|WA=West Australia',
  DE: 'DE-BY=Bavaria|DE-HE=Hesse|DE-NI=Lower Saxony|DE-NW=North Rhine-Westphalia|DE-NW=NRW|DE-RP=Rhineland-Palatinate|DE-SN=Saxony|DE-ST=Saxony-Anhalt|DE-TH=Thuringia',
};

/** Folded name, code or abbreviation → code. */
export type StateTable = ReadonlyMap<string, string>;

const tables = new Map<string, StateTable>();

/** The states of a country by its code; empty where none are known. */
export function statesOf(country: string): StateTable {
  const made = tables.get(country) ?? makeTable(country);
  tables.set(country, made);
  return made;
}

/** Every state with its name as Odoo has it. */
export function stateNames(country: string): readonly (readonly [code: string, name: string])[] {
  return pairsOf(STATES[country]);
}

export const STATE_COUNTRIES = Object.keys(STATES);

function makeTable(country: string): StateTable {
  const table = new Map<string, string>();
  for (const [code, name] of [...pairsOf(STATES[country]), ...pairsOf(ABBREVIATIONS[country])]) {
    // `Alacant (Alicante)`, `Araba/Álava`: both are said
    for (const spelling of [name, ...name.split(/[()/]/)]) {
      const folded = foldState(spelling);
      if (folded !== '' && !table.has(folded)) table.set(folded, code);
    }
  }
  for (const [code] of pairsOf(STATES[country])) {
    table.set(foldState(code), code);
    // DE-BY as BY
    const short = foldState(code.replace(`${country}-`, ''));
    if (!table.has(short)) table.set(short, code);
  }
  return table;
}

function pairsOf(list = ''): readonly (readonly [string, string])[] {
  if (list === '') return [];
  return list.split('|').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
}

export function foldState(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}.'’]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
