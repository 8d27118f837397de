// A Workspaces widget, as the vendor's samples are written: one file that defines one custom element.
class OrderPanel extends HTMLElement {
  connectedCallback() {
    this.innerHTML = `
      <p>Interaction: <output id="interaction"></output></p>
      <p>Events: <output id="events"></output></p>
      <p>Agent: <output id="agent"></output></p>
      <button id="end">End</button> <button id="chat">Chat</button> <button id="note">Notify</button>`;
    const show = (id, text) => (this.querySelector(`#${id}`).textContent = text);
    const names = [];
    const interactionId = this.getAttribute('interactionid');
    const api = interactionId ? window.WS.widgetAPI(interactionId) : window.WS.widgetAPI();
    for (const name of ['onInteractionEvent', 'onAgentStateEvent', 'onMediaMessageEvent', 'onMessageEvent']) {
      api.onDataEvent(name, (data) => {
        names.push(name);
        show('events', names.join(' '));
        if (name === 'onInteractionEvent') show('interaction', `${data.id} ${data.channel} ${data.state}`);
      });
    }
    // Used at once, as the samples do.
    show('agent', api.getConfiguration().user.displayName);
    this.dataset.interaction = api.getInteractionData().id;
    this.querySelector('#end').onclick = () => api.endInteraction(interactionId);
    this.querySelector('#chat').onclick = () => api.sendChatMessage('Your parcel left the depot.');
    this.querySelector('#note').onclick = () => api.sendNotification('Saved', 'info');
  }
}
customElements.define('order-panel', OrderPanel);
