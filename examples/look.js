// The look that the example widgets share: narrow, calm, light or dark as the host is, else as the agent likes.

/** A style sheet for `mount`. */
export const style = `
:host { display: block; }
:host, body { margin: 0; }
main {
  --ground: #fff; --text: #1b1f24; --soft: #57606a; --line: #d0d7de; --press: #0b5cad; --alarm: #a40e26; --field: #f6f8fa;
  box-sizing: border-box; min-height: 100%; padding: 12px; background: var(--ground); color: var(--text);
  font: 14px/1.45 system-ui, sans-serif; color-scheme: light;
}
@media (prefers-color-scheme: dark) {
  main:not([data-appearance="light"]) {
    --ground: #16191d; --text: #e8eaed; --soft: #a9b1ba; --line: #3b434c; --press: #7cb7ff; --alarm: #ff9aa5; --field: #20252b;
    color-scheme: dark;
  }
}
main[data-appearance="dark"] {
  --ground: #16191d; --text: #e8eaed; --soft: #a9b1ba; --line: #3b434c; --press: #7cb7ff; --alarm: #ff9aa5; --field: #20252b;
  color-scheme: dark;
}
body > main { min-height: 100vh; }
h1 { font-size: 16px; margin: 0 0 4px; }
p { margin: 0 0 12px; color: var(--soft); }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
li { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; padding: 8px 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--field); }
li > span:first-child { flex: 1 1 12ch; overflow-wrap: anywhere; }
li small { display: block; color: var(--soft); font-size: 13px; }
button { font: inherit; padding: 4px 10px; border: 1px solid var(--press); border-radius: 6px; background: none; color: var(--press); cursor: pointer; }
button:hover { background: color-mix(in srgb, var(--press) 12%, transparent); }
button:focus-visible { outline: 2px solid var(--press); outline-offset: 2px; }
.alarm, [role=alert] { color: var(--alarm); }
[role=alert]:empty { display: none; }
`;

/** An element with these properties and children. */
export const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};
