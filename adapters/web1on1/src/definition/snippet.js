// The widget's side of the web1on1 chat on this page. The chat's own embed code is not in here: take it
// from the vendor's portal.
(() => {
  "use strict";
  const widget = Object.freeze({ name: __NAME__, version: __VERSION__ });
  const host = __GLOBAL__;
  const functions = [__METHODS__];
  // The chat may come later than this script, and its api later than the chat.
  const waits = [0, 250, 1000, 3000];
  const pause = (ms) => new Promise((go) => setTimeout(go, ms));
  const reach = (way) => way.reduce((owner, name) => owner?.[name], globalThis);

  // Carries out a `call` frame; gives its `return` frame. A call is made once, whatever comes of it.
  const perform = async ({ id, target, args = [] }) => {
    const answer = { dir: "in", via: "return", id };
    try {
      if (!functions.some((name) => `${host}.${name}` === target)) throw new Error(`${target} is not known`);
      const way = target.split(".");
      const name = way.pop();
      for (const wait of waits) {
        if (wait > 0) await pause(wait);
        const owner = reach(way);
        if (typeof owner?.[name] !== "function") continue;
        const value = await owner[name](...args);
        const plain = value === null || ["boolean", "number", "string"].includes(typeof value);
        return plain ? { ...answer, value } : answer;
      }
      throw new Error(`${target} is not there`);
    } catch (error) {
      return { ...answer, error: String(error?.message ?? error) };
    }
  };

  globalThis.onepane = { ...globalThis.onepane, [widget.name]: Object.freeze({ widget, perform }) };
})();
