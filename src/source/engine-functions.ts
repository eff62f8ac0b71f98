import { type DuckDBConnection, DuckDBScalarFunction, VARCHAR } from '@duckdb/node-api';
import { PHONE_FUNCTION } from './phone-function.ts';

/**
 * Functions of the engine that SQL cannot say, written in JavaScript. They are made when a statement first names one: few do, and loading
 * what they need takes 20 MB. They run on the one thread of the engine's process, about 7 µs for a number.
 */
export async function addFunctions(connection: DuckDBConnection): Promise<void> {
  const { phoneNumber } = await import('./phone-number.ts');
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: PHONE_FUNCTION,
      returnType: VARCHAR,
      parameterTypes: [VARCHAR, VARCHAR],
      mainFunction: (_info, input, output) => {
        const [texts, countries] = [input.getColumnVector(0), input.getColumnVector(1)];
        for (let row = 0; row < input.rowCount; row += 1) {
          const [text, country] = [texts.getItem(row), countries.getItem(row)];
          output.setItem(row, typeof text === 'string' ? phoneNumber(text, String(country ?? '')) : null);
        }
        output.flush();
      },
    }),
  );
}

export function needsFunctions(sql: string): boolean {
  return sql.includes(`${PHONE_FUNCTION}(`);
}
