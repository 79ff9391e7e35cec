import type { Ground, View } from '../view.ts';
import { createDrawer } from './drawer.ts';
import { beginSeeing, see } from './seen.ts';

/**
 * Opens a view, which is drawn from the begin of a wait until its end. All that is written goes by here: lines stand above
 * the frame from the next one on.
 */
export function openLiveView({ data, ...ground }: Ground): View {
  const { terminal, clock } = ground;
  const drawer = createDrawer(ground);
  return {
    line(text) {
      if (drawer.isOn) drawer.add(text);
      else terminal.print(`${text}\n`);
    },
    data(text) {
      if (terminal.showsData && drawer.isOn) drawer.makeRoom();
      data(text);
    },
    over: (screen) => ({ ...screen, progress: () => undefined }),
    publisher: {
      begin({ acceptPartial }) {
        drawer.show(beginSeeing(clock.now(), acceptPartial));
      },
      update(snapshot) {
        if (drawer.seen) drawer.show(see(drawer.seen, snapshot, clock.now()));
      },
      write: drawer.close,
    },
    close: drawer.close,
  };
}
