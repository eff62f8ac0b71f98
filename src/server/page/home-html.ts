export const HOME_HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Importgraph</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/home.css">
<script src="/home.js" defer></script>
</head>
<body>
<header>
<h1>Importgraph</h1>
<nav><a href="/docs">Try the API</a> <a href="/api/v1/openapi.json">OpenAPI document</a></nav>
</header>
<main>
<h2 id="runs-title">Recent runs</h2>
<p id="state" role="status">Loading…</p>
<div id="runs" role="region" aria-labelledby="runs-title"></div>
</main>
</body>
</html>
`;
