// What one page does with the messages that come to it: into the module as texts, out as one, and that taken apart.
import { loadHost } from '../src/module.ts';

/**
 * Milliseconds for each of so many messages, all of them to one session: until the text of all that comes of it is there, and
 * until its objects are. Each message is made just before it comes, as those of a console are.
 */
export async function translate(make, rounds) {
  const begin = await loadHost('chatwoot');
  const core = begin('chatwoot', '{}', '{"source":"parent"}');
  core.open(0);
  return Array.from({ length: rounds }, (_, at) => {
    const text = make(at);
    const begun = performance.now();
    const told = core.message('parent', text, true, at);
    const translated = performance.now();
    const { out } = JSON.parse(told);
    const parsed = performance.now();
    if (out.filter(({ event }) => event).length < 2) throw new Error('nothing was told');
    return { text: translated - begun, objects: parsed - begun };
  });
}

/** Milliseconds for parsing a text as often as takes about so long: what the machine does to a call of that length. */
export function control(text, milliseconds, rounds) {
  const begun = performance.now();
  for (let at = 0; at < 1000; at += 1) JSON.parse(text);
  const times = Math.max(1, Math.round((milliseconds * 1000) / (performance.now() - begun)));
  return Array.from({ length: rounds }, () => {
    const begun = performance.now();
    for (let at = 0; at < times; at += 1) JSON.parse(text);
    return performance.now() - begun;
  });
}
