// The vendor's client, unmodified, in a page of its own making: a window with a parent to post to.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import vm from "node:vm";

const require = createRequire(import.meta.url);
const library = require.resolve("zendesk_app_framework_sdk");

export const ORIGIN = "https://acme.zendesk.com";
export const GUID = "5f0c2b9e-0000-4000-8000-0000000000a1";

/** Loads the client; `posted` is called with each message that it posts to the console. */
export function page(posted) {
  const listeners = [];
  const parent = { postMessage: (data, origin) => posted(data, origin) };
  const window = { parent, Promise, addEventListener: (_, listener) => listeners.push(listener) };
  const location = { search: `?origin=${encodeURIComponent(ORIGIN)}&app_guid=${GUID}`, hash: "" };
  const context = vm.createContext({ window, document: { location }, Promise, Error, setTimeout, clearTimeout, console });
  const ZAFClient = load(library, context, new Map());
  const deliver = (data) => listeners.forEach((listen) => listen({ data, origin: ORIGIN, source: parent }));
  return { ZAFClient, deliver };
}

/** A CommonJS module of the library, evaluated in the page. */
function load(path, context, loaded) {
  if (loaded.has(path)) return loaded.get(path).exports;
  const module = { exports: {} };
  loaded.set(path, module);
  const inner = (name) => load(createRequire(path).resolve(name), context, loaded);
  const wrapped = vm.runInContext(`(function (module, exports, require) {${readFileSync(path, "utf8")}\n})`, context, { filename: path });
  wrapped(module, module.exports, inner);
  return module.exports;
}
