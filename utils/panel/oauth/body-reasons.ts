import type { BodyUnavailable } from '../../session/observations';

/** Why a body is not there; `unseen` where nobody has said why. */
export type BodyReason = BodyUnavailable | 'unseen';

/** Each with what to do about it. Korean: utils/i18n/prose/errors.ko.json. */
export const BODY_REASONS: Readonly<Record<BodyReason, readonly [why: string, remedy: string]>> = {
  'devtools-closed': [
    'The browser gives response bodies only while DevTools is open on the tab, and it was not open then.',
    'Keep DevTools open and sign in again.',
  ],
  'other-tab': [
    'This ran in another tab or a popup, and DevTools sees only its own tab’s bodies.',
    'Open DevTools in the popup, or set DevTools to open by itself for popups, and sign in again.',
  ],
  cors: [
    'The browser blocked the page from reading the answer (CORS), so it kept none.',
    'Look in the server’s log, or allow this page’s origin at the server.',
  ],
  blob: [
    'The page sent a Blob or file, whose bytes the browser does not show to extensions.',
    'Look at the request in the Network panel.',
  ],
  redirect: [
    'This was a redirect: browsers keep no body of one.',
    'Nothing is lost: the message is in the address.',
  ],
  'too-large': ['The body is larger than what is kept.', 'Look at it in the Network panel.'],
  'page-left': [
    'The page was left before DevTools had handed it over, and then DevTools drops what it knew of the page.',
    'Sign in again with “Preserve log” on, and look at it in the Network panel.',
  ],
  'url-changed': [
    'The page changed its address at that moment, and Chrome’s DevTools then forgets answers that another extension had listed.',
    'Look in the Network panel. If it happens again, switch off other extensions of DevTools.',
  ],
  'not-kept': [
    'Chrome has no body to hand over: the web worker that asked has ended, or the page never read the answer.',
    'Sign in again in Firefox, or let the worker live on.',
  ],
  'not-watched': [
    'It was the first request of OAuth since the browser started, with no panel open, and its answer came before anything listened for it.',
    'Open this panel, and repeat the step.',
  ],
  'browser-error': ['The browser could not give the body.', 'Sign in again with the panel open.'],
  unseen: [
    'The body has not been seen: the browser gives bodies only while DevTools is open on this tab.',
    'Keep DevTools open on the tab in which the sign-in runs, and sign in again.',
  ],
};
