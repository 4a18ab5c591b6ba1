import { installHook } from '@/utils/hook';

/**
 * A content script of the page's own world, which wxt.config.ts registers after the bridge. An unlisted script's
 * definition written out: `defineUnlistedScript` would come along into every page.
 */
export default { main: () => installHook(window) };
