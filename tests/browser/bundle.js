// Packages of the CommonJS kind as one script for a page: their files as they are, each in a function.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The script; each package's exports are in the window, under the name it is given here: `{ React: 'react' }`. */
export function bundle(packages) {
  const modules = new Map();
  const add = (path) => {
    if (modules.has(path)) return;
    modules.set(path, null);
    const source = readFileSync(path, 'utf8');
    const near = createRequire(path);
    const needs = {};
    for (const [, wanted] of source.matchAll(/require\(['"]([^'"]+)['"]\)/g)) {
      needs[wanted] = near.resolve(wanted);
      add(needs[wanted]);
    }
    modules.set(path, { source, needs });
  };
  const resolve = createRequire(import.meta.url).resolve;
  const entries = Object.entries(packages).map(([name, wanted]) => [name, resolve(wanted)]);
  entries.forEach(([, path]) => add(path));
  const written = [...modules].map(([path, { source, needs }]) =>
    `${JSON.stringify(path)}: [${JSON.stringify(needs)}, function (module, exports, require) {${source}\n}]`);
  return `(() => {
    const modules = {${written.join(',\n')}}, loaded = {};
    const load = (path) => {
      if (loaded[path]) return loaded[path].exports;
      const [needs, run] = modules[path], module = (loaded[path] = { exports: {} });
      run(module, module.exports, (wanted) => load(needs[wanted]));
      return module.exports;
    };
    // What packages made for Node ask for, to know whether they are being developed with: here they are.
    window.process ??= { env: { NODE_ENV: 'development' } };
    for (const [name, path] of ${JSON.stringify(entries)}) window[name] = load(path);
  })();`;
}
