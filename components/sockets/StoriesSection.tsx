import { StoryList } from '@/components/stories/StoryList';
import type { PanelStore } from '@/utils/panel';
import { storiesOf } from '@/utils/panel/evidence';
import type { Socket } from '@/utils/websocket/model';

/** What the evidence tells of this connection. */
export function StoriesSection({ store, socket }: { store: PanelStore; socket: Socket }) {
  const session = store.session.value;
  return (
    <StoryList
      session={session}
      stories={storiesOf(session, socket.id)}
      of={socket.id}
      select={store.select}
    />
  );
}
