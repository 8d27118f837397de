// Which host is this? By the address, by what the host put into the page, or by the first message that is a host's.
import type { Page } from './port.js';

/** How a host is known. */
interface Sign {
  host: string;
  /** At once, by the page's address or by what is in its window. */
  page?: (page: Page, query: URLSearchParams) => unknown;
  /** By a message from the window around it. */
  message?: (data: any) => unknown;
  /** Its script is here, so it can be spoken to. Absent: it needs none. */
  script?: (page: Page, global: string) => unknown;
}

export const SIGNS: readonly Sign[] = [
  {
    host: 'botmaker',
    page: (_, query) => [...query.keys()].some((name) => name.toLowerCase() === 'bmtoken'),
    message: (data) => typeof data?.messageType === 'string' && data.messageType.startsWith('BM_WIDGET_'),
  },
  {
    host: 'zendesk',
    page: (_, query) => query.has('app_guid') && query.has('origin'),
    message: (data) => typeof data === 'string' && /"key"\s*:\s*"zaf\./.test(data),
  },
  { host: 'workspaces', page: (page) => page.WS?.widgetAPI, script: (page) => page.WS?.widgetAPI },
  {
    host: 'kustomer',
    page: (page, query) => page.Kustomer ?? (query.has('parentUrl') && query.has('id')),
    script: (page) => page.Kustomer,
  },
  {
    host: 'chatwoot',
    page: (page) => page.ReactNativeWebView,
    message: (data) => typeof data === 'string' && /"event"\s*:\s*"appContext"/.test(data),
  },
  { host: 'web1on1', page: (page) => (page as any).web1on1, script: (page, global) => (page as any)[global] },
];

/** The one host that frames a page without a sign and may tell nothing unless it is asked. */
export const SILENT = 'chatwoot';

/** The host that the page shows by itself, if it does. */
export function hostOfPage(page: Window, among: readonly string[]): string | undefined {
  // Some hosts write theirs behind the `#`.
  const query = new URLSearchParams(`${page.location.search.slice(1)}&${page.location.hash.slice(1)}`);
  return SIGNS.find(({ host, page: sign }) => among.includes(host) && sign?.(page as Page, query))?.host;
}

/** The host that a message is from, if it is plainly one's. */
export function hostOfMessage(data: unknown, among: readonly string[]): string | undefined {
  return SIGNS.find(({ host, message }) => among.includes(host) && message?.(data))?.host;
}

/** Whether the host is a script in the page. */
export const isScript = (host: string): boolean => SIGNS.some((sign) => sign.host === host && sign.script);

/** Whether the host can be spoken to; `global` is what a white-label build calls its script. */
export function isHere(page: Window, host: string, global = host): boolean {
  const script = SIGNS.find((sign) => sign.host === host)?.script;
  return !script || Boolean(script(page as Page, global));
}
