// Whose window messages are believed: the rules of `onepane_core::OriginRules`, over the platform's `URL`.
import { ConnectError } from './errors.js';

/** A test of `event.origin` by a list of rules such as `https://console.example.com`, `*.example.com`. */
export function originRules(rules: readonly string[]): (origin: string) => boolean {
  const tests = rules.map(rule);
  return (origin) => tests.some((test) => test(origin));
}

/** The one origin that a list of rules allows, to be named when a message is posted; `*` where there are several. */
export function target(rules: readonly string[] | undefined): string {
  const [only, ...more] = rules ?? [];
  return !only || more.length || only.includes('*') ? '*' : parse(only, only).origin;
}

const refuse = (text: string, found: string) =>
  new ConnectError('options', `origins: expected an origin such as https://console.example.com or *.example.com, found ${found} in \`${text}\``);

function parse(text: string, rule: string): URL {
  const [, scheme = 'https', rest = ''] = /^(?:([a-z]+):\/\/)?(.*)$/i.exec(text) ?? [];
  if (!rest || /[\s/?#@\\<>{}$%*]/.test(rest) || !/^https?$/i.test(scheme)) {
    throw refuse(rule, 'something else');
  }
  const url = URL.canParse(`${scheme}://${rest}`) ? new URL(`${scheme}://${rest}`) : undefined;
  if (!url?.hostname || url.hostname.endsWith('.')) throw refuse(rule, 'no host');
  if (PLACEHOLDER.test(url.hostname)) throw refuse(rule, 'a placeholder');
  return url;
}

/** What documentation writes in place of the reader's own. */
const PLACEHOLDER =
  /(^|\.)invalid$|^(.+\.)?(your[^.]*|my-[^.]*|change-?me|placeholder|todo)(\..*)?\.(example(\.(com|net|org))?|test)$/;

function rule(text: string): (origin: string) => boolean {
  const [, start = '', wild, rest = ''] = /^([a-z]+:\/\/)?(\*\.)?(.*)$/i.exec(text) ?? [];
  // What an opaque origin is written as: anybody's.
  if (text === 'null') throw refuse(text, 'the opaque origin');
  const base = parse(start + rest, text);
  if (!wild) return (origin) => origin === base.origin;
  const domain = base.hostname;
  if (/^[\d.]+$|^\[/.test(domain) || (!domain.includes('.') && domain !== 'localhost')) {
    throw refuse(text, 'a wildcard that reaches too far');
  }
  return (origin) => {
    if (!URL.canParse(origin)) return false;
    const { protocol, hostname, port } = new URL(origin);
    return protocol === base.protocol && port === base.port && hostname.endsWith(`.${domain}`);
  };
}
