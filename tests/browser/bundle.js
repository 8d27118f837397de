// Packages of the CommonJS kind as one script for a page: their files as they are, each in a function.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The script; the package's exports are in `window[name]`. */
export function bundle(packageName, name) {
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
  const entry = createRequire(import.meta.url).resolve(packageName);
  add(entry);
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
    window[${JSON.stringify(name)}] = load(${JSON.stringify(entry)});
  })();`;
}
