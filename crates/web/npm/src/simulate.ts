// A console played by the package, for a page that is opened outside any host. Loaded only there.
import init, { Host } from 'module:emulators';
import type { Action } from './connect.js';
import type { Inbound } from './frames.js';
import type { Port } from './port.js';

/** Somebody at hand, told in the ways of different consoles: a console tells those that it has. */
const CONTACT = { id: '7', name: 'Ada Sample', email: 'ada@example.test', phone: '+15550100' };
const conversation = () => ({
  // Somebody who has been waiting for a while, so that there is something to see to.
  waiting_since: new Date(Math.floor(Date.now() / 1000 - 26 * 60) * 1000).toISOString().replace('.000', ''),
  id: '42', account: '1', channel: 'web', status: 'open', labels: [], attributes: {}, messages: [], contact: CONTACT,
});
const atHand = () => {
  const data = { conversation: conversation(), contact: CONTACT };
  return ['context.changed', 'conversation.selected', 'conversation.updated'].map((kind) => ({
    specversion: '1.0',
    id: 'simulated',
    source: 'onepane://simulated/-',
    host: 'simulated',
    type: `dev.onepane.${kind}`,
    screen: 'CHATS',
    data,
  }));
};

/** A port to a console that says what somebody is at hand, and answers every action with `done`. */
export async function simulatedPort(name: string, deliver: (frame: Inbound) => void): Promise<Port> {
  await init();
  const host = new Host(name, '{}');
  let closed = false;
  // As of another task, as messages come.
  const later = (frames: Inbound[]) =>
    setTimeout(() => closed || frames.forEach((frame) => deliver(fromParent(frame))), 0);
  const greeting = atHand();
  const greet = () => {
    for (const event of greeting) {
      const { frames } = JSON.parse(host.emulate(JSON.stringify(event)));
      if (frames.length) return later(frames);
    }
    return undefined;
  };
  greet();
  return {
    perform(frame) {
      const received = JSON.parse(host.receive(JSON.stringify(frame)));
      const action: Action | undefined = received.action;
      if (received.answered) later(received.answered);
      if (received.refused) later(received.refused.frames);
      if (!action) return;
      if (action.type === 'context.refresh') greet();
      const id = action.id ?? (frame.dir === 'out' && 'id' in frame ? frame.id : undefined);
      later(JSON.parse(host.answer(JSON.stringify({ ...action, ...(id ? { id } : {}) }), '{"result":"done"}')));
    },
    close() {
      closed = true;
    },
  };
}

/** As the page's own port delivers it. */
const fromParent = (frame: Inbound): Inbound => {
  if (frame.via === 'message') return { ...frame, source: 'parent' };
  return frame.via === 'callback' ? { args: [], ...frame } : frame;
};
