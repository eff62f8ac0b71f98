import { ValuePlace, VOCABULARY_POLICIES } from '../../mapping/vocabulary.ts';
import { presentConnection } from '../../server/presenters/connection.ts';
import { unwrap, usageError } from '../command-refused.ts';
import { findConnection } from '../connection-choice.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { configOf, withApp } from '../with-app.ts';

export interface AnswerOptions {
  readonly connection: string;
  readonly forget?: boolean;
}

export interface GivenAnswer {
  readonly place: string;
  readonly value: string;
  /** '' leaves the field empty. */
  readonly answer: string | undefined;
}

/** Says what a value means, for every later run and check on a connection. */
export function answer(
  context: CommandContext,
  { place, value, answer: text }: GivenAnswer,
  { connection, forget = false }: AnswerOptions,
): Promise<CommandEnd> {
  if (!ValuePlace.safeParse(place).success)
    throw usageError(
      `"${place}" is no place. Name one as \`importgraph values\` lists it, e.g. res.country.name.`,
    );
  if ((text === undefined) !== forget)
    throw usageError('Give an answer ("" leaves the field empty), or --forget to take it back.');
  return withApp(context, configOf(context), async (app) => {
    const { id } = await findConnection(app, connection);
    const answers = unwrap(await app.values.answer(id, { [place]: { [value]: text ?? null } }));
    context.output.line(
      text === undefined
        ? `${place}: "${value}" is not answered any more.`
        : `${place}: "${value}" is "${text}" from now on.`,
    );
    return { exitCode: EXIT.done, result: { answers } };
  });
}

/** Sets what becomes of values that name no record of a model, on a connection; `default` takes it back. */
export function policy(
  context: CommandContext,
  model: string,
  word: string,
  { connection }: Pick<AnswerOptions, 'connection'>,
): Promise<CommandEnd> {
  const chosen = VOCABULARY_POLICIES.find((known) => known === word);
  if (chosen === undefined && word !== 'default')
    throw usageError(`There is no policy "${word}". Choose of: ${VOCABULARY_POLICIES.join(', ')}, default.`);
  return withApp(context, configOf(context), async (app) => {
    const { id, profile } = await findConnection(app, connection);
    const others = Object.entries(profile.vocabulary ?? {}).filter(([known]) => known !== model);
    const vocabulary = Object.fromEntries([
      ...others,
      ...(chosen === undefined ? [] : [[model, chosen] as const]),
    ]);
    const changed = unwrap(await app.connections.update(id, { profile: { ...profile, vocabulary } }));
    context.output.line(`${model}: ${word}.`);
    return { exitCode: EXIT.done, result: presentConnection(changed) };
  });
}
