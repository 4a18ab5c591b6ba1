import { EmptyHalf } from '../ui/EmptyHalf';

/** Nothing seen yet: what will be here, what to do, and what never can be. */
export function OAuthEmpty() {
  return (
    <EmptyHalf
      label="No OAuth flow yet"
      title="No sign-in has been seen yet"
      picture={({ lifeline, head, arrow, back }) => (
        <>
          <path class={lifeline} d="M20 12v66M80 12v66M140 12v66M200 12v66" />
          <path class={arrow} d="M20 28h118m-5-3.5 5 3.5-5 3.5" />
          <path class={back} d="M138 46H82m5-3.5L82 46l5 3.5" />
          <path class={arrow} d="M80 64h118m-5-3.5 5 3.5-5 3.5" />
          <path class={head} d="M10 4h20v8H10zM70 4h20v8H70zM130 4h20v8h-20zM190 4h20v8h-20z" />
        </>
      )}
      note={
        <>
          <b>If a server handles the login,</b> its token exchange runs between two servers and never passes
          through a browser. You will see the redirects here, and a step that says “not visible”. That is no
          fault of your page.
        </>
      }
    >
      <p>
        Every OAuth and OpenID Connect flow of this page appears here: its steps as a sequence diagram, every
        parameter explained, its tokens, and the WebSocket connections that use them.
      </p>
      <ol>
        <li>Keep this panel open.</li>
        <li>
          Sign in on the page. If you are signed in already, sign out first, or reload: a refresh counts too.
        </li>
        <li>Select a flow to see what happened.</li>
      </ol>
    </EmptyHalf>
  );
}
