import { Confidence } from '@/components/ui/Confidence';
import { t } from '@/utils/i18n';
import { headerOf } from '@/utils/session/headers';
import { acceptOfKey } from '@/utils/websocket/accept';
import type { Handshake } from '@/utils/websocket/model';

/** Whether the answer was made from the request's key; nothing where the browser shows only one of them. */
export function AcceptProof({ handshake: { requestHeaders, responseHeaders } }: { handshake: Handshake }) {
  const key = headerOf(requestHeaders, 'sec-websocket-key');
  const accept = headerOf(responseHeaders, 'sec-websocket-accept');
  if (key === undefined || accept === undefined) return null;
  return (
    <p>
      {t(acceptOfKey(key) === accept.trim() ? 'sockets.acceptFits' : 'sockets.acceptWrong')}{' '}
      <Confidence of="proved" />
    </p>
  );
}
