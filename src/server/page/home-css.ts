export const HOME_CSS = `:root {
  color-scheme: light dark;
  font: 15px/1.5 system-ui, sans-serif;
  --paper: light-dark(#fff, #17191c);
  --ground: light-dark(#f5f6f8, #0f1113);
  --line: light-dark(#dcdfe4, #33373d);
  --quiet: light-dark(#5c6470, #9aa3af);
  --good: light-dark(#1a7f4b, #4ac585);
  --busy: light-dark(#1f6feb, #6aa5ff);
  --warn: light-dark(#9a6200, #e0a83a);
  --bad: light-dark(#c22f2f, #ff7b72);
  background: var(--ground);
}
body { margin: 0 auto; max-width: 68rem; padding: 1rem; }
header { display: flex; align-items: baseline; justify-content: space-between; flex-wrap: wrap; gap: 0 1rem; }
h1 { font-size: 1.5rem; margin: .5rem 0; }
h2 { font-size: 1.1rem; margin: 1rem 0 .75rem; }
nav { display: flex; gap: 1rem; }
a { color: var(--busy); }
article { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; padding: .9rem 1.1rem; margin: 0 0 1rem; }
.title { display: flex; align-items: center; justify-content: space-between; gap: .25rem 1rem; flex-wrap: wrap; }
h3 { margin: 0; font-size: 1.1rem; }
.meta { margin: .2rem 0 .6rem; color: var(--quiet); overflow-wrap: anywhere; }
.message { margin: .2rem 0 .6rem; overflow-wrap: anywhere; }
.good { color: var(--good); accent-color: var(--good); }
.busy { color: var(--busy); accent-color: var(--busy); }
.warn { color: var(--warn); accent-color: var(--warn); }
.bad { color: var(--bad); accent-color: var(--bad); }
.quiet { color: var(--quiet); accent-color: var(--quiet); }
.title .state { font-weight: 600; }
progress { display: block; width: 100%; height: .8rem; }
td progress { width: 6rem; height: .6rem; }
.counts { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .6rem 0 0; padding: 0; list-style: none; }
.counts b { font-variant-numeric: tabular-nums; }
details { margin-top: .6rem; }
summary { cursor: pointer; color: var(--quiet); }
.wrap { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin-top: .4rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
th, td { text-align: right; padding: .25rem .6rem; border-top: 1px solid var(--line); }
th { font-weight: 500; color: var(--quiet); border-top: 0; }
.words { text-align: left; }
.issues { margin: .4rem 0 0; padding-left: 1.2rem; }
.issues li { overflow-wrap: anywhere; margin: .2rem 0; }
`;
