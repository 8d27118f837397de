// Workspaces: `window.WS.widgetAPI`, and the host's part of putting a widget's custom element into its page.

/** Methods whose value the vendor's samples use directly; the console says what they give. */
const AT_ONCE = [
  'getAdditionalWorkCodes', 'getAllInteractions', 'getCapabilities', 'getClientDetails', 'getConfiguration',
  'getDispositionCodes', 'getInteractionData', 'getInteractionId', 'getMetadata', 'getNotReadyReasonCodes',
  'getOrigins', 'getTeamData', 'getWorkCardCount', 'getWorkCodes', 'validateRichMediaMessage',
];
const PROMISED = [
  'acceptInteraction', 'additionalWork', 'bidi', 'completeConference', 'completeTransfer', 'consult',
  'createCustomCard', 'createCustomStatePanel', 'deleteCustomCard', 'deleteCustomStatePanel', 'endConsult',
  'endInteraction', 'finishWork', 'forceReload', 'holdInteraction', 'insertContentIntoEmailBody',
  'insertMessageIntoResponseArea', 'insertMessageResponse', 'isEnterpriseContactsServiceAvailable',
  'removeEmailAttachment', 'reportChatTyping', 'searchEnterpriseDirectory', 'sendChatMessage', 'sendDTMF',
  'sendEmailMessage', 'sendMessage', 'sendMessageToAnyWidget', 'sendNotification', 'sendRichMediaMessage',
  'setAgentACW', 'setAgentNotReady', 'setAgentReady', 'setDispositionCode', 'setFocus',
  'setTransferToServicesList', 'setWorkCode', 'singleStepConference', 'singleStepTransfer',
  'singleStepTransferToService', 'startVoiceInteraction', 'startWork', 'startWorkNotReady', 'unholdInteraction',
  'updateCustomCard', 'updateCustomStatePanel', 'updateMenuItems',
];

function playWorkspaces(port, begin) {
  class WidgetAPI {
    onDataEvent(name, callback) {
      port.subscribe(name, callback);
    }
    removeDataEvent(name) {
      port.unsubscribe(name);
    }
    removeAllDataEvents() {
      port.unsubscribeAll();
    }
    unregister() {
      port.unsubscribeAll();
    }
  }
  for (const method of AT_ONCE) {
    WidgetAPI.prototype[method] = (...args) =>
      port.callAtOnce(`WS.widgetAPI.${method}`, args, structuredClone(port.values[method]));
  }
  for (const method of PROMISED) {
    WidgetAPI.prototype[method] = (...args) => {
      const answer = port.call(`WS.widgetAPI.${method}`, args);
      // Most widgets drop the promise; that is no unhandled rejection of theirs.
      answer.catch(() => {});
      return answer;
    };
  }
  window.WS = { widgetAPI: () => new WidgetAPI() };

  /** Puts the widget's element into the page, with the attributes that the host gives it. */
  const place = (name) => {
    if (document.querySelector(name)) return;
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(begin.attributes)) element.setAttribute(attribute, value);
    document.body.append(element);
  };
  const placeWhenThereIsABody = (name) => {
    if (document.body) place(name);
    else document.addEventListener('DOMContentLoaded', () => place(name));
  };
  if (begin.element) {
    customElements.whenDefined(begin.element).then(() => placeWhenThereIsABody(begin.element));
    return;
  }
  // The definition names the element; without one, it is the first that the widget defines.
  const define = customElements.define;
  customElements.define = function (name, ...rest) {
    define.call(this, name, ...rest);
    if (customElements.define !== define) {
      customElements.define = define;
      placeWhenThereIsABody(name);
    }
  };
}
