// web1on1: the global of the visitor's chat, in the page that the chat stands on.

function playWeb1on1(port) {
  let opened = port.values.isOpened ?? false;
  const tell = (target) => (...args) => {
    port.call(target, args.filter((arg) => arg !== undefined)).catch(() => {});
  };
  const turn = (target, to) => () => {
    if (!port.values.embedded) opened = to;
    port.call(target, []).catch(() => {});
  };
  window.web1on1 = {
    open: turn('web1on1.open', true),
    close: turn('web1on1.close', false),
    isOpened: () => port.callAtOnce('web1on1.isOpened', [], opened),
    setPredefinedMessage: tell('web1on1.setPredefinedMessage'),
    api: {
      showFakeAgentMessage: tell('web1on1.api.showFakeAgentMessage'),
      sendClientMessage: tell('web1on1.api.sendClientMessage'),
    },
  };
}
