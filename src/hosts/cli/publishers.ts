import type { Publisher } from '../host.ts';

/** Several that are told of a wait as one, each in turn. */
export function together(publishers: readonly Publisher[]): Publisher {
  return {
    begin(...given) {
      for (const { begin } of publishers) begin?.(...given);
    },
    update(...given) {
      for (const { update } of publishers) update?.(...given);
    },
    write(report) {
      for (const { write } of publishers) write?.(report);
    },
    async complete(report) {
      await Promise.all(publishers.map(({ complete }) => complete?.(report)));
    },
  };
}
