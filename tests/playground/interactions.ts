import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Interaction, Provider } from 'oidc-provider';
import { account, passwordMatches } from './accounts.ts';
import { escapeHtml, page } from './page.ts';

/** Request listener: the login and consent pages under /interaction, everything else oidc-provider. */
export function answerInteractions(provider: Provider) {
  const protocol = provider.callback();
  return (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith('/interaction/')) return protocol(request, response);
    answer(provider, request, response).catch((error: Error) => {
      send(response, page({ title: 'The sign-in is over', lead: error.message }), 400);
    });
  };
}

async function answer(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  const interaction = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') return send(response, pageFor(interaction));
  const form = new URLSearchParams(await text(request));
  if (form.get('action') === 'deny') {
    const denied = { error: 'access_denied', error_description: 'The resource owner said no' };
    return provider.interactionFinished(request, response, denied, { mergeWithLastSubmission: false });
  }
  if (interaction.prompt.name === 'login') {
    if (!passwordMatches(form.get('username'), form.get('password'))) {
      return send(response, loginPage('This is not the right name and password.'), 401);
    }
    return provider.interactionFinished(request, response, { login: { accountId: account.id } });
  }
  const consent = { grantId: await grant(provider, interaction) };
  return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
}

/** Grants everything that the consent page listed. */
async function grant(provider: Provider, interaction: Interaction): Promise<string> {
  const known = interaction.grantId ? await provider.Grant.find(interaction.grantId) : undefined;
  const granted =
    known ??
    new provider.Grant({
      accountId: interaction.session!.accountId,
      clientId: interaction.params.client_id as string,
    });
  const { missingOIDCScope, missingOIDCClaims, missingResourceScopes } = missing(interaction);
  if (missingOIDCScope) granted.addOIDCScope(missingOIDCScope.join(' '));
  if (missingOIDCClaims) granted.addOIDCClaims(missingOIDCClaims);
  for (const [indicator, scopes] of Object.entries(missingResourceScopes ?? {})) {
    granted.addResourceScope(indicator, scopes.join(' '));
  }
  return granted.save();
}

interface Missing {
  missingOIDCScope?: string[];
  missingOIDCClaims?: string[];
  missingResourceScopes?: Record<string, string[]>;
}

const missing = (interaction: Interaction): Missing => interaction.prompt.details as Missing;

const pageFor = (interaction: Interaction): string =>
  interaction.prompt.name === 'login' ? loginPage() : consentPage(interaction);

function loginPage(problem?: string): string {
  return page({
    title: 'Sign in',
    lead: 'to the playground’s authorization server',
    body: `<form method="post">
      ${problem ? `<p role="alert">${escapeHtml(problem)}</p>` : ''}
      <label>Name <input name="username" autocomplete="username" value="${account.username}" required></label>
      <label>Password <input name="password" type="password" autocomplete="current-password" value="${account.password}" required></label>
      <p class="actions"><button id="sign-in" name="action" value="sign-in">Sign in</button>
      <button id="deny" class="quiet" name="action" value="deny" formnovalidate>Cancel</button></p></form>`,
  });
}

function consentPage(interaction: Interaction): string {
  const { missingOIDCScope = [], missingResourceScopes = {} } = missing(interaction);
  const scopes = new Set([...missingOIDCScope, ...Object.values(missingResourceScopes).flat()]);
  return page({
    title: 'Allow access?',
    lead: `${interaction.params.client_id} asks for:`,
    body: `<ul>${[...scopes].map((scope) => `<li>${escapeHtml(scope)}</li>`).join('')}</ul>
      <form method="post"><p class="actions"><button id="allow" name="action" value="allow">Allow</button>
      <button id="deny" class="quiet" name="action" value="deny">Deny</button></p></form>`,
  });
}

function send(response: ServerResponse, html: string, status = 200) {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // RFC 9700 §4.16: nobody lays these pages under buttons of their own.
    'content-security-policy': "frame-ancestors 'none'",
  });
  response.end(html);
}
