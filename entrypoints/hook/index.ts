import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { installHook } from '@/utils/hook';

/** A content script of the page's own world, which wxt.config.ts registers after the bridge. */
export default defineUnlistedScript(() => installHook(window));
