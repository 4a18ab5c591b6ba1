/**
 * Sentences of the model on what a browser does not show, each with why and what to do. They stand in the model in
 * English; the panel finds the other language by their id (utils/i18n/prose/errors.ko.json, `unseen.<id>`).
 */
export const SENTENCES = {
  'devtools-closed':
    'The answer’s body could not be read: Chrome gives bodies only while DevTools is open on the tab. Keep DevTools open and repeat the step.',
  'other-tab':
    'The answer’s body could not be read: it belongs to another tab or popup. Open DevTools there too and repeat the step.',
  cors: 'The answer’s body could not be read: the browser withheld it from the page (CORS), and so from DevTools. Allow the page’s origin at the server.',
  blob: 'The body was sent from a Blob or file, whose bytes the browser does not show. Look at the page’s own code or the server’s log.',
  redirect: 'A redirect’s body is never shown by the browser. What matters is in its Location header.',
  'too-large': 'The body is larger than what is kept. Look at it in the Network panel.',
  'page-left':
    'The answer’s body could not be read: the page was left before DevTools had handed it over. Repeat the step with “Preserve log” on, and look at it in the Network panel.',
  'url-changed':
    'The answer’s body could not be read: the page changed its address at that moment, and Chrome’s DevTools then forgets answers that another extension had listed. Repeat the step; if it happens again, switch off other DevTools extensions.',
  'not-kept':
    'The answer’s body could not be read: Chrome has none to hand over, as where the web worker that asked has ended, or the page never read the answer. Look at it in Firefox, or let the worker live on.',
  'not-watched':
    'How it was answered has not been seen: no panel was open and nothing of OAuth had been seen before, so nothing listened yet. Open the panel and repeat the step.',
  'browser-error': 'The browser failed to hand over the body. Repeat the step with DevTools open.',
  'not-seen':
    'The answer’s body has not been seen. Either it is still to be handed over, or it came while nobody was looking: then open DevTools on this tab before the step and repeat it.',
  truncated: 'The answer’s body was cut off: only its beginning is kept.',
  'address-only':
    'Only the address of this page was seen, not its request: it came from a cache or a service worker.',
  'object-unread':
    'The request object is encrypted or damaged: only the authorization server can read its parameters.',
  'object-fetched':
    'The authorization server fetches the request object itself: its parameters are not visible from the browser.',
  'response-encrypted': 'The response is an encrypted JWT: only the client can read it.',
  'server-side':
    'The client’s server exchanged the code for tokens itself: that request never passes through the browser. This is how a confidential client should work.',
  'no-token-request':
    'No token request left the browser. Either the client’s server exchanged the code, which no browser can see, or the page never redeemed it.',
  'to-app': 'The code went to an app outside the browser, by its own URL scheme.',
  'redirect-failed': 'The client’s redirect URI answered with an error.',
} as const satisfies Readonly<Record<string, string>>;
