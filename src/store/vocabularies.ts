import type pg from 'pg';
import type { AnswerChanges } from '../app/value-cases.ts';
import type { Vocabulary } from '../mapping/vocabulary.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** SQL of the vocabulary of a connection as it stands, for the id that `connectionId` stands for. */
export function vocabularySql(connectionId: string): string {
  return `json_build_object(
    'answers', coalesce((select json_object_agg(place, answers order by place) from value_answer where connection_id = ${connectionId}), '{}'),
    'policies', coalesce((select profile->'vocabulary' from connection where id = ${connectionId}), '{}'))`;
}

/** What values mean on a connection, and what becomes of those that nobody knows. */
export class Vocabularies {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async of(connectionId: string): Promise<Vocabulary> {
    const answer = await this.#pool.query<{ vocabulary: Vocabulary }>(
      `select ${vocabularySql('$1')} as vocabulary`,
      [connectionId],
    );
    return answer.rows[0]?.vocabulary ?? { answers: {}, policies: {} };
  }

  /** Two runs that make records for the same unknown values would make two of each. Null: others took too long. */
  makeAlone<T>(
    odoo: { readonly url: string; readonly database: string },
    model: string,
    act: () => Promise<T>,
  ) {
    return oneAtATime(this.#pool, `make:${odoo.url}:${odoo.database}:${model}`, act);
  }

  /** Each place in one statement: answers given at the same time are all kept. */
  async answer(connectionId: string, changes: AnswerChanges): Promise<void> {
    for (const [place, values] of Object.entries(changes)) {
      const given = Object.fromEntries(Object.entries(values).filter(([, answer]) => answer !== null));
      const taken = Object.keys(values).filter((value) => values[value] === null);
      await this.#pool.query(
        `insert into value_answer as known (connection_id, place, answers) values ($1, $2, $3::jsonb)
         on conflict (connection_id, place) do update set answers = (known.answers || excluded.answers) - $4::text[]`,
        [connectionId, place, JSON.stringify(given), taken],
      );
    }
    await this.#pool.query(`delete from value_answer where connection_id = $1 and answers = '{}'`, [
      connectionId,
    ]);
  }
}
