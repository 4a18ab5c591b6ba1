import { callApi, signIn, signInByPopup, userInfo } from './account.ts';
import { finishSignIn, manager } from './client.ts';
import { connect, disconnect, sendBinary, sendText } from './live-socket.ts';
import { note, onClick, setState } from './page-state.ts';

onClick('sign-in', signIn);
onClick('sign-in-popup', signInByPopup);
onClick('sign-out', () => manager.signoutRedirect());
onClick('refresh', () => manager.signinSilent());
onClick('renew-silent', () => manager.signinSilent({ forceIframeAuth: true }));
onClick('user-info', userInfo);
onClick('call-api', () => callApi(true));
onClick('call-api-bare', () => callApi(false));
onClick('connect', connect);
onClick('disconnect', disconnect);
onClick('send-text', sendText);
onClick('send-binary', sendBinary);

manager.events.addUserLoaded((user) => {
  setState('subject', user.profile.sub);
  setState('scope', user.scope ?? '');
  setState('expires', new Date((user.expires_at ?? 0) * 1000).toLocaleTimeString('en-GB'));
  setState('signedIn', true);
  note('a token came');
});

/** The page is its own redirect URI: finish the flow that its URL answers, or take up the stored one. */
async function start() {
  const parameters = new URLSearchParams(location.search || location.hash.slice(1));
  const answered = parameters.has('state') && (parameters.has('code') || parameters.has('error'));
  if (answered) {
    await finishSignIn(location.hash ? 'fragment' : 'query');
    history.replaceState(null, '', '/');
  }
  await manager.getUser(true);
  setState('ready', true);
}

start().catch((error: Error) => {
  setState('problem', error.message);
  note(`failed: ${error.message}`);
  setState('ready', true);
});
