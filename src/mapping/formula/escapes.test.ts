import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../source/engine.ts';
import { type OpenEngine, openEngine } from '../../source/engine-client.ts';
import { compileFormula } from './compile-formula.ts';

/** What people try to get out of a formula with, and what they are told. */
const ATTACKS: Readonly<Record<string, readonly (readonly [string, RegExp])[]>> = {
  files: [
    [`read_csv('/etc/passwd')`, /"read_csv" is not one that a formula may call: it reaches beyond the row/],
    [`read_text('/etc/passwd')`, /"read_text".*beyond the row/],
    [`read_blob('/proc/self/environ')`, /"read_blob"/],
    [`read_parquet('https://example.com/x.parquet')`, /"read_parquet"/],
    [`read_json_auto('x.json')`, /"read_json_auto"/],
    [`glob('/*')`, /"glob"/],
    [`sniff_csv('/etc/passwd')`, /"sniff_csv"/],
    [`parquet_metadata('x')`, /"parquet_metadata"/],
    [`write_log('x')`, /"write_log"/],
    [`"A" || (SELECT content FROM read_text('/etc/passwd'))`, /subqueries/],
    [`'x' FROM '/etc/passwd'`, /FROM, WHERE/],
    [`"A" FROM read_csv('/etc/passwd')`, /FROM, WHERE/],
  ],
  settings: [
    [`getenv('HOME')`, /"getenv".*beyond the row/],
    [`current_setting('secret_directory')`, /"current_setting"/],
    [`getvariable('x')`, /"getvariable"/],
    [`which_secret('s3://x', 's3')`, /"which_secret"/],
    [`pragma_version()`, /"pragma_version"/],
    [`duckdb_settings()`, /"duckdb_settings"/],
    [`current_user`, /stands without quotes/],
    [`current_schema()`, /"current_schema"/],
    [`current_database()`, /"current_database"/],
    [`version()`, /"version"/],
    [`in_search_path('a', 'b')`, /"in_search_path"/],
  ],
  statements: [
    [`COPY (SELECT 1) TO '/tmp/x'`, /no expression.*syntax error/],
    [`ATTACH '/tmp/x.db'`, /This type is not allowed/],
    [`1; DROP TABLE w0`, /semicolon/],
    [`1;`, /semicolon/],
    [`INSTALL httpfs`, /Names for values|no expression/],
    [`PRAGMA database_list`, /Names for values|no expression/],
    [`SET memory_limit = '1TB'`, /no expression/],
    [`CALL enable_logging()`, /no expression/],
    [`1) UNION SELECT (2`, /no expression/],
    [`1 UNION SELECT 2`, /not a statement/],
    [`1 UNION ALL BY NAME SELECT 2`, /not a statement/],
    [`1 INTO x`, /no expression/],
    [`DISTINCT "A"`, /DISTINCT and the like/],
    [`1 WHERE 1 = 1`, /FROM, WHERE/],
    [`1 ORDER BY 1`, /ORDER BY/],
    [`1 LIMIT 5`, /and the like/],
    [`1 GROUP BY ALL`, /and the like/],
    [`1 HAVING TRUE`, /and the like/],
    [`1 QUALIFY TRUE`, /and the like/],
    [`1 USING SAMPLE 5`, /and the like|no expression/],
    [`1, 2`, /gives one value/],
    [`"A", getenv('X')`, /gives one value/],
  ],
  'comments and quotes': [
    [`1 -- ignore the rest`, /Comments/],
    [`1 /* x */ + 1`, /Comments/],
    [`lower('a'/**/)`, /Comments/],
    [`$$text$$`, /dollar quotes/],
    [`$tag$text$tag$`, /dollar quotes/],
    [`E'\\x41'`, /plain texts/],
    [`e'it\\'s' || getenv('X')`, /plain texts/],
    [`X'41'`, /plain texts/],
    [`U&'\\0041'`, /plain texts/],
    [`'never closed`, /never closed/],
    [`"never closed`, /never closed/],
    [`"A"."B"`, /a name has one part/],
    [`"main"."read_text"('x')`, /"read_text"/],
    [`"getenv"('HOME')`, /"getenv"/],
    [`"READ_TEXT"('x')`, /"read_text"/],
    [`"A".upper()`, /behind a dot/],
    [`system.main.getenv('X')`, /behind a dot/],
    [`pg_catalog.lower('x')`, /behind a dot/],
    [`A`, /stands without quotes. Write a column as "A" and a text as 'A'/],
    [`rowid`, /stands without quotes/],
    [`?`, /Parameters/],
    [`$1`, /Parameters/],
    [`#1`, /by number/],
  ],
  'more than one row': [
    [`(SELECT 1)`, /subqueries/],
    [`EXISTS (SELECT 1)`, /subqueries/],
    [`"A" IN (SELECT 'x')`, /subqueries/],
    [`"A" = ANY (SELECT 'x')`, /subqueries/],
    [`ARRAY (SELECT 1)`, /subqueries|no expression|one that a formula/],
    [`sum("A")`, /"sum".*one row at a time/],
    [`count(*)`, /"count_star".*one row at a time/],
    [`row_number() OVER ()`, /OVER and its functions/],
    [`lag("A") OVER (ORDER BY "A")`, /OVER and its functions/],
    [`max("A") FILTER (WHERE TRUE)`, /one row at a time|FILTER/],
    [`lower(DISTINCT "A")`, /DISTINCT, ORDER BY/],
    [`string_agg("A", ',' ORDER BY "A")`, /DISTINCT, ORDER BY|one row/],
    [`*`, /All columns at once/],
    [`COLUMNS(*)`, /All columns at once/],
    [`COLUMNS('.*')`, /All columns at once|not allowed/],
    [`unnest(string_split("A", ','))`, /"unnest"/],
  ],
  'not the same twice': [
    [`random()`, /"random".*something else each time/],
    [`now()`, /"now".*something else each time/],
    [`today()`, /"today"/],
    [`current_date`, /stands without quotes/],
    [`get_current_timestamp()`, /"get_current_timestamp"/],
    [`uuid()`, /"uuid"/],
    [`gen_random_uuid()`, /"gen_random_uuid"/],
    [`nextval('s')`, /"nextval"/],
    [`age("A"::DATE)`, /"age"/],
    [`setseed(0.5)`, /"setseed"/],
    [`txid_current()`, /"txid_current"/],
  ],
  'memory and time': [
    [`lpad('x', 2000000000, 'y')`, /from 0 to 10,000/],
    [`lpad('x', 2e9::INTEGER, 'y')`, /must be written out/],
    [`rpad('x', "A"::INTEGER, 'y')`, /must be written out/],
    [`repeat('x', 1000000000)`, /from 0 to 10,000/],
    [`repeat('x', -1)`, /from 0 to 10,000/],
    [`repeat(repeat(repeat('x', 1000), 1000), 1000)`, /could give a text of/],
    [`repeat("A", 10000)`, /could give a text of/],
    [
      `replace(replace(replace("A", 'a', '${'a'.repeat(99)}'), 'a', '${'a'.repeat(99)}'), 'a', 'aaaa')`,
      /could give a text of/,
    ],
    [
      `regexp_replace(regexp_replace(regexp_replace("A", '.', '\\0\\0\\0\\0\\0\\0\\0\\0', 'g'), '.', '\\0\\0\\0\\0\\0\\0\\0\\0', 'g'), '.', '\\0\\0\\0\\0\\0\\0', 'g')`,
      /could give a text of/,
    ],
    [`list_resize([1], 1000000000)`, /Lists, maps/],
    [`range(1000000000)`, /"range"/],
    [`generate_series(1, 1000000000)`, /"generate_series"/],
    [`list_transform(range(5), lambda x: x)`, /"list_transform"/],
    [`[x FOR x IN range(1000000000)]`, /Lists, maps/],
    [`array_value(1, 2)`, /"array_value"/],
    [`{'a': 1}`, /Lists, maps/],
    [`MAP {'a': 1}`, /Lists, maps/],
    [`row(1, 2)`, /"row"/],
    [`printf('%2000000000d', 1)`, /"printf"/],
    [`format('{:>2000000000}', 'x')`, /"format"/],
    [`bar(1, 0, 10, 1000000000)`, /"bar"/],
    [`levenshtein("A", "B")`, /"levenshtein"/],
    [`md5_number("A")`, /"md5_number".*/],
    [`regexp_matches("A", '(a{1000}){1000}')`, /repeats more than 1000/],
    [`regexp_matches("A", '((a{100}){100}){100}')`, /repeats more than 1000/],
    [`regexp_matches("A", "B")`, /must be written out/],
    [`regexp_matches("A", '(?=a)')`, /ahead or behind/],
    [`regexp_matches("A", '(a)\\1')`, /refers back/],
    [`regexp_matches("A", '${'(a|b)*'.repeat(200)}')`, /more than 500/],
    [`"A" ~ "B"`, /must be written out/],
    [`"A" SIMILAR TO '(a{1000}){1000}'`, /repeats more than 1000/],
    [`"A" LIKE '%_a%a%a%b'`, /too many %/],
    [`"A" ILIKE "B"`, /must be written out/],
    [`"A" LIKE '${'%a'.repeat(30)}'`, /too many %/],
    [`"A" GLOB '*a*a*a*b'`, /~~~ is not allowed/],
    [`${'('.repeat(500)}1${')'.repeat(500)}`, /brackets are open/],
    [`${'NOT '.repeat(990)}TRUE`, /nested too deeply/],
    [`${'- '.repeat(1500)}"A"`, /nested too deeply/],
    [`${'1 + '.repeat(900)}1`, /nested too deeply/],
    [`"A" IN (${Array.from({ length: 1100 }, (_, i) => i % 10).join(',')})`, /nested too deeply or too long/],
    [`'${'x'.repeat(5000)}'`, /at most 4000/],
    [`1/(1/(1/(1/(1/(1/(1/(1/(1/(1/(1/(1/(1/(1/(1/"A"))))))))))))))`, /a doubt about what it means/],
    [`123456789012345678901234567890`, /more than 15 digits/],
  ],
  'letters that look like others': [
    [`ｌｏｗｅｒ("A")`, /U\+FF4C is not allowed outside of quotes/],
    [`lower(\u201cA\u201d)`, /U\+201C/],
    [`"A"\u00a0|| 'x'`, /U\+00A0/],
    [`\u202e"A"`, /U\+202E/],
    [`low\u200ber("A")`, /U\+200B/],
    [`1\u037e DROP TABLE x`, /U\+037E/],
    [`"A" \ud800`, /half a character/],
    [`'a\0b'`, /NUL/],
    [`\ufeff1`, /U\+FEFF/],
  ],
  'types and the rest': [
    [`"A"::JSON`, /This type is not allowed/],
    [`"A"::BLOB`, /This type is not allowed/],
    [`"A"::my_type`, /This type is not allowed/],
    [`"A"::VARCHAR[]`, /Lists, maps/],
    [`CAST("A" AS STRUCT(a INTEGER))`, /This type is not allowed/],
    [`"A"::TIMESTAMPTZ`, /This type is not allowed/],
    [`"A"::ENUM('a')`, /This type is not allowed|no expression/],
    [`"A" COLLATE nocase`, /COLLATE is not allowed/],
    [`"A" AS name`, /Names for values/],
    [`lower(text := "A")`, /Names for values/],
    [`"A" -> '$.x'`, /arrows/],
    [`"A" ->> '$.x'`, /not allowed/],
    [`lambda x: x`, /Lambdas|no expression/],
    [`"A" AT TIME ZONE 'UTC'`, /"timezone"/],
    [`lower()`, /is written lower\(text\); this one has 0 arguments/],
    [`lowre("A")`, /"lowre" is not one/],
    [`INTERVAL 1 DAY`, /INTERVAL, which no field takes/],
    [`nullif("A")`, /no expression/],
    [`7 // 2`, /floor\(a \/ b\)/],
    [`"A" & 1`, /The sign & is not allowed/],
    [`@ -5`, /not allowed|no expression/],
    [`DEFAULT`, /DEFAULT|no expression/],
    [`grouping("A")`, /not one that a formula may call|not allowed/],
    [`error('x')`, /"error"/],
    [`hash("A")`, /"hash"/],
    [``, /is empty/],
    [` `, /is empty/],
  ],
};

let engine: OpenEngine;
/** Every statement that reached the engine. */
const statements: string[] = [];
beforeAll(async () => {
  engine = await openEngine({ memoryLimitMb: 256, threads: 1, computesFormulas: true });
});
afterAll(() => engine.close());

const watched: Pick<Engine, 'rows'> = {
  rows: (sql) => {
    statements.push(sql);
    return engine.rows(sql);
  },
};

for (const [kind, attacks] of Object.entries(ATTACKS)) {
  describe(kind, () => {
    const named = attacks.map(([formula, told]) => ({ name: formula.slice(0, 60), formula, told }));
    test.each(named)('$name', async ({ formula, told }) => {
      statements.length = 0;
      // `as`: compiling asks for rows only
      const answer = await compileFormula(watched as Engine, formula);
      const said = answer.ok ? 'allowed' : answer.problems.map(({ message }) => message).join(' | ');
      expect(said).toMatch(told);
      // parsed as a literal at most; what the engine is asked with is ours
      for (const sql of statements)
        expect(sql).toMatch(/^(SELECT json_(de)?serialize_sql\('|DESCRIBE SELECT \()/);
      if (!told.source.includes('which no field takes'))
        expect(statements.filter((sql) => sql.startsWith('DESCRIBE'))).toEqual([]);
    });
  });
}

test('the corpus is not small', () => {
  expect(Object.values(ATTACKS).flat().length).toBeGreaterThan(150);
});

test('the engine still works and has kept its own', async () => {
  expect(await engine.rows('SELECT count(*) AS n FROM duckdb_tables()')).toEqual([{ n: 0 }]);
});

test('every problem of a formula is told, with its place', async () => {
  const answer = await compileFormula(engine, `'é' || sum("A") || now()`);
  expect(answer).toMatchObject({
    ok: false,
    problems: [
      { at: 7, wanted: 'sum' },
      { at: 19, wanted: 'now' },
    ],
  });
});
