import { type Command, Option } from 'commander';

/** A saved connection, or one described on the line. */
export function withTarget(command: Command): Command {
  return describeTarget(command.option('--connection <name>', 'name or id of a saved connection'));
}

export function describeTarget(command: Command): Command {
  return command
    .option('--url <url>', 'address of Odoo')
    .option('--database <name>')
    .option('--login <login>', 'not needed with an API key on Odoo 19 and later')
    .option('--secret-env <variable>', 'variable with the password or API key; default: IMPORTGRAPH_SECRET')
    .addOption(new Option('--transport <kind>', 'default: auto').choices(['auto', 'json2', 'jsonrpc']));
}
