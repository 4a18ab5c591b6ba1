import { manager } from './client.ts';

await manager.signinPopupCallback();
