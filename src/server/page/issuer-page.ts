/** After signing in elsewhere: goes on to the first page, or says why not. */
export function issuerPage(message: string | null): string {
  const head = message === null ? '<meta http-equiv="refresh" content="0;url=/">' : '';
  const text =
    message === null
      ? 'Signed in. <a href="/">Go on</a>'
      : `${asHtml(message)} <a href="/sign-in">Sign in</a>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${head}
<title>Importgraph</title>
<link rel="icon" href="data:,">
</head>
<body>
<main>
<h1>Importgraph</h1>
<p>${text}</p>
</main>
</body>
</html>
`;
}

function asHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
