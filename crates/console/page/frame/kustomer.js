// Kustomer: the Cards SDK's global `window.Kustomer`, as a card's page has it after loading the SDK's script.

function playKustomer(port) {
  const none = () => {};
  /** Calls back as the SDK does, error first, and never leaves a rejection unhandled. */
  const settle = (answer, callback) => {
    answer.then((value) => callback(null, value), (error) => callback(error));
  };
  const tell = (name) => (...args) => {
    port.call(`Kustomer.${name}`, args.filter((arg) => arg !== undefined)).catch(none);
  };
  window.Kustomer = {
    initialize(...args) {
      port.subscribe('initialize', args.find((arg) => typeof arg === 'function') ?? none);
    },
    on: (event, callback) => port.subscribe(event, callback),
    request(options, callback = none) {
      settle(port.call('Kustomer.request', [options]), callback);
    },
    command: {
      run(name, options, callback) {
        const answer = port.call('Kustomer.command.run', [name, options ?? {}]);
        settle(answer, callback ?? none);
        return answer;
      },
    },
    open: tell('open'),
    close: tell('close'),
    resize: tell('resize'),
    updateStatus: tell('updateStatus'),
    handleTriggerToast: tell('handleTriggerToast'),
    showModal: tell('showModal'),
    modal: {
      init(options, callback = none) {
        settle(port.call('Kustomer.modal.init', [options]), (error) => error ?? callback());
      },
      show: tell('modal.show'),
      destroy: tell('modal.destroy'),
    },
  };

  // A page may also put the SDK's script tag there itself; that one address is answered by ours.
  const sdk = 'cdn.kustomerapp.com/card-js/';
  const source = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, 'src');
  Object.defineProperty(HTMLScriptElement.prototype, 'src', {
    ...source,
    set(value) {
      source.set.call(this, String(value).includes(sdk) ? '/.onepane/vendor.js' : value);
    },
  });
}
