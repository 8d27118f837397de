// The console's page. `Desk` is what the agent has before them, a `Pane` is one widget, the panels show and steer
// what crosses between the two; how a host embeds and speaks is in `host/`.

import { announce, h, one } from './lib/dom.js';
import * as server from './lib/server.js';
import { Desk } from './desk.js';
import { DeskView } from './deskview.js';
import { Pane } from './pane.js';
import HOSTS from './host/all.js';
import { Actions } from './panel/actions.js';
import { Capabilities } from './panel/capabilities.js';
import { Events } from './panel/events.js';
import { HostPanel } from './panel/host.js';
import { Session } from './panel/session.js';
import { Traffic } from './panel/traffic.js';

const TABS = { events: 'Events', actions: 'Actions', capabilities: 'Capabilities', host: 'Host', session: 'Session' };

class App {
  panes = [];

  constructor(about, hosts) {
    this.about = about;
    this.known = hosts;
    this.widgetUrl = new URL(about.widgetPath, about.widgetOrigin).href;
    this.widgetLabel = labelOf(about.widget);
    this.session = new Session(this);
    this.traffic = new Traffic(this);
    this.actions = new Actions(this);
    this.capabilities = new Capabilities(this);
    this.events = new Events(this);
    this.hostPanel = new HostPanel(this);
    this.deskView = new DeskView(this);
    one('#reload').addEventListener('click', () => this.reload());
    one('#add').addEventListener('click', () => this.add());
    window.addEventListener('message', (event) => this.posted(event));
    server.onChange(() => {
      announce('the widget has changed');
      this.reload();
    });
  }

  setting = (key) => this.hostPanel.value(key);

  /** Plays another host. */
  async play(name) {
    const host = this.known.find((host) => host.name === name) ?? this.known[0];
    this.host = HOSTS[host.name];
    for (const pane of this.panes) pane.close();
    this.panes = [];
    this.desk = new Desk(host);
    this.desk.appearance = one('#theme').value;
    document.body.dataset.host = host.name;
    history.replaceState(null, '', `?host=${host.name}`);
    for (const button of one('#hosts').children) {
      button.setAttribute('aria-pressed', String(button.dataset.host === host.name));
    }
    this.traffic.clear();
    this.actions.clear();
    this.capabilities.show(host);
    this.events.show(host);
    this.hostPanel.show(this.host);
    one('#panes').replaceChildren();
    this.deskView.show();
    await this.add();
  }

  async add() {
    const pane = new Pane(this, (this.panes.at(-1)?.number ?? 0) + 1);
    this.panes.push(pane);
    one('#panes').append(pane.element);
    this.#tidy();
    await pane.load();
  }

  close(pane) {
    pane.close();
    this.panes = this.panes.filter((other) => other !== pane);
    this.#tidy();
  }

  #tidy() {
    one('#add').disabled = this.panes.length >= 3;
    document.body.dataset.panes = this.panes.length;
  }

  async reload() {
    await Promise.all(this.panes.map((pane) => pane.load()));
  }

  /** A window message to this page. */
  posted(event) {
    // What is from no widget of ours is nobody's: browser extensions post too.
    this.panes.some((pane) => pane.posted(event));
  }

  /** Something of what a pane shows has changed. */
  changed() {
    this.deskView.show();
  }

  /** Something on the desk has changed; the host tells it if it would. */
  async deskChanged(what) {
    this.deskView.show();
    for (const pane of this.panes) {
      try {
        await this.host.changed?.(pane, what);
      } catch (error) {
        announce(error.message, 'bad');
      }
    }
  }

  select(place) {
    this.desk.chosen = place;
    return this.deskChanged({ selected: true });
  }

  go(screen) {
    this.desk.screen = screen;
    return this.deskChanged({ screen });
  }

  openTicket(ticket) {
    this.desk.screen = 'TICKETS';
    this.desk.ticket = ticket;
    return this.deskChanged({ ticket });
  }

  compose(text) {
    this.deskView.compose(text);
  }

  notify(text, level) {
    this.desk.notices = [...this.desk.notices.slice(-2), { text, level }];
    this.deskView.show();
  }

  /** Marks a panel with a number of things that wait there, or with a sign. */
  badge(tab, count) {
    const badge = one(`#tab-${tab} .badge`);
    if (badge) badge.textContent = count || '';
  }

  /** Brings a panel to the front. */
  attention(tab) {
    showTab(tab);
  }
}

/** What the widget is called: a server by its address, a folder or file by its name. */
function labelOf({ kind, at }) {
  if (kind === 'built-in') return 'the built-in widget';
  return kind === 'path' ? at.split('/').filter(Boolean).at(-1) : at;
}

function showTab(name) {
  for (const tab of Object.keys(TABS)) {
    one(`#tab-${tab}`).setAttribute('aria-selected', String(tab === name));
    one(`#tab-${tab}`).tabIndex = tab === name ? 0 : -1;
    one(`#panel-${tab}`).hidden = tab !== name;
  }
}

function makeTabs() {
  const names = Object.keys(TABS);
  one('#tabs').append(
    ...names.map((name, place) =>
      h(
        'button',
        {
          id: `tab-${name}`, role: 'tab', 'aria-controls': `panel-${name}`, onclick: () => showTab(name),
          onkeydown: (event) => {
            const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
            if (!step) return;
            const next = names[(place + step + names.length) % names.length];
            showTab(next);
            one(`#tab-${next}`).focus();
          },
        },
        TABS[name],
        h('span', { class: 'badge' }),
      ),
    ),
  );
  showTab('events');
}

function makeViews() {
  for (const button of one('#views').children) {
    button.addEventListener('click', () => {
      document.body.dataset.view = button.dataset.view;
      for (const other of one('#views').children) other.setAttribute('aria-pressed', String(other === button));
    });
  }
}

function makeTheme(changed) {
  const select = one('#theme');
  const prefers = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  select.value = localStorage.getItem('theme') ?? prefers;
  const apply = () => (document.documentElement.dataset.theme = select.value);
  select.addEventListener('change', () => {
    localStorage.setItem('theme', select.value);
    apply();
    changed(select.value);
  });
  apply();
}

async function begin() {
  makeTabs();
  makeViews();
  const [about, hosts] = await Promise.all([server.about(), server.hosts()]);
  let app = null;
  makeTheme((theme) => {
    app.desk.appearance = theme;
    app.deskChanged({ theme });
  });
  app = new App(about, hosts.filter(({ name }) => HOSTS[name]));
  one('#hosts').append(
    ...app.known.map((host) => h('button', { 'data-host': host.name, onclick: () => app.play(host.name) }, host.title)),
  );
  await app.play(new URLSearchParams(location.search).get('host') ?? about.host);
}

begin().catch((error) => announce(error.message, 'bad'));
