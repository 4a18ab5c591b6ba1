/** `checks.oauth/pkce-present.title` → `checks_oauth_pkce_present_title`: what `browser.i18n` allows as a name. */
export const flatName = (key: string): string => key.replaceAll(/[^A-Za-z0-9]/g, '_');
