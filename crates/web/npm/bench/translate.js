// What one page does with the messages that come to it: into the module as texts, and out as objects.
import { loadHost } from '../src/module.ts';

/** Milliseconds for each of these messages, all of them to one session. */
export async function translate(texts) {
  const begin = await loadHost('chatwoot');
  const core = begin('chatwoot', '{}', '{"source":"parent"}');
  core.open(0);
  return texts.map((text, at) => {
    const begun = performance.now();
    const { out } = JSON.parse(core.message('parent', 'https://c.example.test', text, true, at));
    const took = performance.now() - begun;
    if (out.filter(({ event }) => event).length < 2) throw new Error('nothing was told');
    return took;
  });
}
