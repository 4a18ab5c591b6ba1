import type { Body, Header, Place, ResourceType } from './observations';

/**
 * One HTTP hop, put together from the request observations of one `requestId` and `hop`.
 * Replaced, never changed, when a later observation mends it: object identity is its version.
 */
export interface Exchange {
  /** `${requestId}:${hop}` */
  id: string;
  requestId: string;
  hop: number;
  place: Place;
  parentFrameId?: number;
  type: ResourceType;
  initiator?: string;
  method: string;
  url: string;
  startedAt: number;
  sentAt?: number;
  respondedAt?: number;
  endedAt?: number;
  requestHeaders?: readonly Header[];
  requestBody?: Body;
  status?: number;
  statusLine?: string;
  responseHeaders?: readonly Header[];
  responseBody?: Body;
  /** Where the next hop goes, fragment included. */
  redirectUrl?: string;
  fromCache?: boolean;
  ip?: string;
  /** The browser's error where the exchange failed. */
  error?: string;
}
