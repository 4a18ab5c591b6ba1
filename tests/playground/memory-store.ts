import type { Adapter, AdapterPayload } from 'oidc-provider';

/** oidc-provider's storage, kept in memory for as long as one playground runs. */
export function createMemoryStore(): (model: string) => Adapter {
  const entries = new Map<string, { payload: AdapterPayload; expires: number }>();

  return (model) => {
    const key = (id: string) => `${model}:${id}`;
    const find = (id: string) => {
      const entry = entries.get(key(id));
      return entry && entry.expires > Date.now() ? entry.payload : undefined;
    };
    const search = (matches: (payload: AdapterPayload) => boolean) =>
      [...entries].find(([stored, { payload }]) => stored.startsWith(key('')) && matches(payload))?.[1]
        .payload;
    return {
      find: async (id) => find(id),
      findByUid: async (uid) => search((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => search((payload) => payload.userCode === userCode),
      async upsert(id, payload, expiresIn) {
        entries.set(key(id), { payload, expires: expiresIn ? Date.now() + expiresIn * 1000 : Infinity });
      },
      async consume(id) {
        const payload = find(id);
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      async destroy(id) {
        entries.delete(key(id));
      },
      async revokeByGrantId(grantId) {
        for (const [stored, { payload }] of entries) {
          if (payload.grantId === grantId) entries.delete(stored);
        }
      },
    };
  };
}
