/**
 * Makes the clock of this process run from `start` on, `speed` times as fast, so that a picture shows a wait of minutes
 * and takes seconds. Whatever is imported afterwards knows no other clock.
 * @param {number} start milliseconds since 1970, to be read at the real moment `startedAt`
 * @param {number} startedAt
 * @param {number} speed
 */
export function speedUp(start, startedAt, speed) {
  const { setTimeout: later, performance } = globalThis;
  const real = Date.now;
  const now = () => start + (real() - startedAt) * speed;
  const wait = (work, ms = 0, ...args) => later(work, ms / speed, ...args);
  globalThis.setTimeout = Object.assign(wait, later);
  Date.now = now;
  const given = { now: () => now() - start, timeOrigin: start };
  Object.defineProperty(globalThis, 'performance', {
    value: new Proxy(performance, {
      get(target, name) {
        if (name in given) return given[name];
        const value = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }),
  });
}
