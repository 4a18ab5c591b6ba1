import styles from './OAuthEmpty.module.css';

/** Nothing seen yet: what will be here, what to do, and what never can be. */
export function OAuthEmpty() {
  return (
    <section class={styles.empty} aria-label="No OAuth flow yet">
      <svg class={styles.picture} viewBox="0 0 220 84" width="220" height="84" aria-hidden="true">
        <path class={styles.lifeline} d="M20 12v66M80 12v66M140 12v66M200 12v66" />
        <path class={styles.arrow} d="M20 28h118m-5-3.5 5 3.5-5 3.5" />
        <path class={styles.back} d="M138 46H82m5-3.5L82 46l5 3.5" />
        <path class={styles.arrow} d="M80 64h118m-5-3.5 5 3.5-5 3.5" />
        <path class={styles.head} d="M10 4h20v8H10zM70 4h20v8H70zM130 4h20v8h-20zM190 4h20v8h-20z" />
      </svg>
      <h2>No sign-in has been seen yet</h2>
      <p>
        Every OAuth and OpenID Connect flow of this page appears here: its steps as a sequence diagram, every
        parameter explained, its tokens, and the WebSocket connections that use them.
      </p>
      <ol class={styles.todo}>
        <li>Keep this panel open.</li>
        <li>
          Sign in on the page. If you are signed in already, sign out first, or reload: a refresh counts too.
        </li>
        <li>Select a flow to see what happened.</li>
      </ol>
      <p class={styles.note}>
        <b>If a server handles the login,</b> its token exchange runs between two servers and never passes
        through a browser. You will see the redirects here, and a step that says “not visible”. That is no
        fault of your page.
      </p>
    </section>
  );
}
