/** Of all pages: no file is fetched, no script runs. */
export const STYLE = `
:root { color-scheme: light dark; --page: #f3f4f6; --card: #fff; --text: #17191c; --soft: #565d66; --line: #868e98;
  --accent: #0b57c4; --on-accent: #fff; --bad: #a8161c; --bad-page: #fdecec; --good: #14612f; --good-page: #e8f6ec; --note: #fff6d9; }
@media (prefers-color-scheme: dark) {
  :root { --page: #101214; --card: #1b1e22; --text: #eceef1; --soft: #b0b7c0; --line: #7f8894;
    --accent: #8ab8ff; --on-accent: #0a1a30; --bad: #ffb1ad; --bad-page: #3a1516; --good: #9fe0b4; --good-page: #12301d; --note: #3a3216; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center; padding: 6vh 1rem 2rem;
  background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
main { width: 100%; max-width: 26rem; background: var(--card); padding: 2rem; border-radius: 14px;
  box-shadow: 0 1px 2px rgb(0 0 0 / .12), 0 10px 32px rgb(0 0 0 / .08); overflow-wrap: anywhere; }
header p { margin: 0; color: var(--soft); font-size: .9rem; }
h1 { margin: 0 0 1.25rem; font-size: 1.55rem; line-height: 1.25; letter-spacing: -.01em; }
h2 { margin: 0 0 .5rem; font-size: 1rem; }
form { display: grid; gap: 1rem; margin: 0; }
.field { display: grid; gap: .3rem; }
label { font-weight: 600; }
.hint, .field .hint { margin: 0; color: var(--soft); font-size: .9rem; }
ul.hint { padding-left: 1.2rem; }
input:not([type=hidden], [type=radio]) { width: 100%; padding: .65rem .75rem; font: inherit; color: inherit; background: transparent;
  border: 1px solid var(--line); border-radius: 8px; min-height: 2.9rem; }
input.code { font-size: 1.35rem; letter-spacing: .3em; font-variant-numeric: tabular-nums; }
button, a.button { display: block; width: 100%; padding: .65rem 1rem; min-height: 2.9rem; font: inherit; font-weight: 600; text-align: center;
  text-decoration: none; color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: 8px; cursor: pointer; }
button:hover, a.button:hover { filter: brightness(1.08); }
a.button, button.plain { color: var(--text); background: transparent; border-color: var(--line); }
button.link { display: inline; width: auto; min-height: 0; padding: 0; color: var(--accent); background: none; border: 0; text-decoration: underline; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.links { margin-top: 1.25rem; display: grid; gap: .5rem; }
.links p { margin: 0; }
.or { display: flex; align-items: center; gap: .75rem; margin: 1.25rem 0; color: var(--soft); font-size: .9rem; }
.or::before, .or::after { content: ""; flex: 1; border-top: 1px solid var(--line); opacity: .5; }
.providers { display: grid; gap: .6rem; }
.problem, .notice, .imitation { margin: 0 0 1.25rem; padding: .75rem 1rem; border-radius: 8px; border-left: 4px solid; }
.problem { color: var(--bad); background: var(--bad-page); border-color: var(--bad); }
.problem p, .notice p, .imitation p { margin: 0; }
.notice { color: var(--good); background: var(--good-page); border-color: var(--good); }
.imitation { background: var(--note); border-color: var(--line); }
.secret { display: block; padding: .65rem .75rem; font: 1.05rem/1.5 ui-monospace, Menlo, Consolas, monospace; border: 1px dashed var(--line); border-radius: 8px; }
fieldset { margin: 0; padding: 0; border: 0; display: grid; gap: .5rem; }
legend { padding: 0; margin-bottom: .4rem; font-weight: 600; }
.choice { display: flex; align-items: center; gap: .6rem; font-weight: 400; min-height: 2rem; }
.choice input { width: 1.15rem; height: 1.15rem; flex: none; accent-color: var(--accent); }
footer { margin-top: 1.25rem; max-width: 26rem; color: var(--soft); font-size: .85rem; text-align: center; }
@media (max-width: 30rem) { body { padding: 0; background: var(--card); } main { box-shadow: none; border-radius: 0; padding: 1.5rem 1.25rem; } footer { padding: 0 1.25rem 1.5rem; } }
`;
