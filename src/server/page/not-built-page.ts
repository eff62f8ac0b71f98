/** In place of the web app where nobody has built it, as after a pull. */
export const NOT_BUILT_PAGE = `<!doctype html>
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
<p>The web app is not built yet. Run <code>npm run build:web</code> in the folder of Importgraph, then load this page again.</p>
<p>The <a href="/docs">REST API</a> and the command line work without it.</p>
</main>
</body>
</html>
`;
