import { openDatabase } from '../../src/store/database.ts';

/** A process of its own that opens the database of a folder, prints its address, and closes it when its input ends. */
const [dataDir = ''] = process.argv.slice(2);
const database = await openDatabase({ dataDir });
console.log(database.url);
process.stdin.on('end', () => void database.close().then(() => process.exit(0)));
process.stdin.resume();
