/** Signing in, and making the first administrator (the address ends with `#setup=` and a token then). */
export const SIGN_IN_HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Importgraph: sign in</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sign-in.css">
<script src="/sign-in.js" defer></script>
</head>
<body>
<main>
<h1>Importgraph</h1>
<form id="sign-in">
<h2>Sign in</h2>
<label>E-mail address<input name="email" type="email" autocomplete="username" required></label>
<label>Password<input name="password" type="password" autocomplete="current-password" required></label>
<p class="message" role="alert"></p>
<button>Sign in</button>
<p id="issuer" hidden><a href="/api/v1/session/oidc"></a></p>
</form>
<form id="setup" hidden>
<h2>Make the first administrator</h2>
<label>E-mail address<input name="email" type="email" autocomplete="username" required></label>
<label>Name<input name="name" autocomplete="name" required></label>
<label>Password, 12 characters or more<input name="password" type="password" autocomplete="new-password" minlength="12" required></label>
<p class="message" role="alert"></p>
<button>Make it, and sign in</button>
</form>
</main>
</body>
</html>
`;

export const SIGN_IN_CSS = `:root {
  color-scheme: light dark;
  font: 15px/1.5 system-ui, sans-serif;
  background: light-dark(#f5f6f8, #0f1113);
}
main { max-width: 22rem; margin: 12vh auto 0; padding: 0 1rem; }
form { background: light-dark(#fff, #17191c); border: 1px solid light-dark(#dcdfe4, #33373d); border-radius: .6rem; padding: .5rem 1.25rem 1.25rem; }
form[hidden] { display: none; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1.1rem; }
label { display: block; margin: .75rem 0; }
input { display: block; box-sizing: border-box; width: 100%; margin-top: .2rem; padding: .5rem; font: inherit; border: 1px solid light-dark(#868e96, #5c6168); border-radius: .5rem; background: light-dark(#fff, #0f1113); }
button { padding: .5rem 1rem; font: inherit; font-weight: 600; cursor: pointer; border: 0; border-radius: .5rem; background: #3b5bdb; color: #fff; }
button:disabled { opacity: .6; }
:focus-visible { outline: 2px solid light-dark(#3b5bdb, #91a7ff); outline-offset: 2px; }
.message { color: light-dark(#c22f2f, #ff7b72); margin: .5rem 0; }
.message:empty { display: none; }
`;

/** The token of the setup link is after the \`#\`, so that no log of a proxy has it; it leaves the address bar at once. */
export const SIGN_IN_SCRIPT = `'use strict';
const token = new URLSearchParams(location.hash.slice(1)).get('setup');
if (token !== null) {
  history.replaceState(null, '', location.pathname);
  document.getElementById('setup').hidden = false;
  document.getElementById('sign-in').hidden = true;
}

fetch('/api/v1/session').then(async (answer) => {
  const { single_sign_on: name } = await answer.json();
  if (!name) return;
  const issuer = document.getElementById('issuer');
  issuer.firstElementChild.textContent = 'Sign in with ' + name;
  issuer.hidden = false;
}).catch(() => undefined);

/** Where the browser wanted to go, if that is ours. */
function aim() {
  const to = new URL(new URLSearchParams(location.search).get('to') ?? '/', location.origin);
  return to.origin === location.origin ? to.href : '/';
}

async function send(form, path, more) {
  const message = form.querySelector('.message');
  const button = form.querySelector('button');
  message.textContent = '';
  button.disabled = true;
  try {
    const answer = await fetch('/api/v1' + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...Object.fromEntries(new FormData(form)), ...more }),
    });
    if (answer.ok) location.replace(aim());
    else message.textContent = (await answer.json()).detail;
  } catch {
    message.textContent = 'The server does not answer. Try again.';
  } finally {
    button.disabled = false;
  }
}

for (const [id, path, more] of [['sign-in', '/session', {}], ['setup', '/setup', { token }]]) {
  const form = document.getElementById(id);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(form, path, more);
  });
}
`;
