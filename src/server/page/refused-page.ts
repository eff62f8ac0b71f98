/** What a browser without a session sees; `used`: it opened a start link a second time. */
export function refusedPage(reason: 'missing' | 'used' | 'wrong'): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Importgraph</title>
<link rel="icon" href="data:,">
</head>
<body>
<main>
<h1>Importgraph</h1>
<p>${TEXT[reason]}</p>
</main>
</body>
</html>
`;
}

const TEXT = {
  missing: 'Open the start link that the terminal shows: it lets this browser in.',
  used: 'This start link was used before. A new one stands in the terminal now: open that.',
  wrong:
    'This start link is not one of this server, perhaps of an earlier start. Open the one in the terminal.',
} as const;
