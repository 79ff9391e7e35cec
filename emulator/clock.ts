/** `2020-11-24T06:00:00Z`, as ECI and ECS write times. */
export function utcSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** `2020-11-10T16:02:04+08:00`: ACK and Volcengine write China's time, with its offset. */
export function chinaSeconds(ms: number): string {
  return `${shifted(ms).slice(0, 19)}+08:00`;
}

/** `2022-08-03T10:12:03.482+08:00`, as ACK's `updated` may be written. */
export function chinaMillis(ms: number): string {
  return `${shifted(ms).slice(0, 23)}+08:00`;
}

/** `2023-01-05T14:06:40.920005316+08:00`, as ECI's `RecordTime` is written: nanoseconds. */
export function chinaNanos(ms: number): string {
  return `${shifted(ms).slice(0, 23)}005316+08:00`;
}

/** `2022-12-15 23:00:00`, ACK's stages: China's time without saying so. */
export function chinaPlain(ms: number): string {
  return shifted(ms).slice(0, 19).replace('T', ' ');
}

function shifted(ms: number): string {
  return new Date(ms + 8 * 3600_000).toISOString();
}
