import { closestMatch } from 'leven';
import * as z from 'zod/mini';
import { unprintable } from '../clouds/printable.ts';
import { formatDuration, parseDuration, roughDuration } from '../model/duration.ts';
import { shown } from './shown.ts';

type Context = z.core.ParsePayload;

/** Schemas from the text of one input to its value. Every message says what to write instead. */

/** One of `values`; of a near miss the message says what was probably meant. */
export function oneOf<const T extends string>(values: readonly T[]) {
  return read((text, context): T => {
    const known = values.find((value) => value === text.toLowerCase());
    if (known) return known;
    const near = nearest(text.toLowerCase(), values);
    const hint = near ? ` Did you mean \`${near}\`?` : '';
    return refuse(context, `is not one of ${list(values)}.${hint}`);
  });
}

/** What was probably meant: a slip of some letters, or a part that only one of `values` has. */
export function nearest(text: string, values: readonly string[]): string | undefined {
  const having = text.length > 2 ? values.filter((value) => value.includes(text)) : [];
  const maxDistance = Math.max(2, Math.ceil(text.length / 3));
  return having.length === 1 ? having[0] : closestMatch(text, values, { maxDistance });
}

/** Milliseconds of a duration between two others. */
export function duration(min: string, max: string) {
  return read((text, context): number => {
    const ms = parseDuration(text);
    if (ms === undefined) return refuse(context, noDuration(text, min));
    if (ms < (parseDuration(min) ?? 0)) return refuse(context, `is too short: at least ${min}.`);
    if (ms > (parseDuration(max) ?? 0)) return refuse(context, `is too long: at most ${max}.`);
    return ms;
  });
}

/** What to write in place of what is no duration: where it can be told what was meant, that. */
function noDuration(text: string, min: string): string {
  const meant = roughDuration(text);
  if (meant !== undefined && meant < (parseDuration(min) ?? 0)) {
    return `is too short: at least ${min}, in whole numbers.`;
  }
  const bare = /^\d+$/.test(text) ? `${text}s or ${text}m` : '90s, 45m, 2h or 1h30m';
  const hint = meant === undefined ? bare : formatDuration(meant).replaceAll(' ', '');
  const whole = meant === undefined ? 'a number with its unit' : 'whole numbers with their units';
  return `is not a duration. Write ${whole}, such as ${hint}.`;
}

/** `auto`, or what `schema` reads. */
export function autoOr<T extends z.ZodMiniType<unknown, string>>(schema: T) {
  return read((text, context): 'auto' | z.output<T> => {
    if (/^auto$/i.test(text)) return 'auto';
    const result = schema.safeParse(text);
    return result.success ? result.data : refuse(context, result.error.issues[0]?.message ?? '');
  });
}

/** `true` or `false`, as YAML writes them. */
export const flag = read((text, context): boolean => {
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  return refuse(context, 'is neither `true` nor `false`.');
});

/** The commonest reason for an id that is not there. */
export const SET_NOTHING =
  'Where it comes from a step before, that step may have set no such output.';

/** Ids, each once, in the order given. */
export const ids = read((text, context): string[] => {
  const found = [...new Set(text.split(/[\s,]+/).filter(Boolean))];
  const strange = found.find((id) => !/^[A-Za-z0-9][\w.:-]{0,255}$/.test(id));
  if (found.length === 0) return refuse(context, `holds no id. ${SET_NOTHING}`);
  if (strange === undefined) return found;
  // A dash of another kind or an invisible character comes with what was copied, and looks right.
  const why = unprintable(strange);
  return refuse(
    context,
    `holds \`${shown(strange)}\`, which is not an id${why ? `: it has ${why}` : ''}. Write ids as the cloud gives them, separated by commas, spaces or newlines.`,
  );
});

/** One id. */
export const id = z.pipe(
  ids,
  z.transform((found: string[], context): string => {
    const [first = '', ...others] = found;
    return others.length === 0 ? first : refuse(context, 'holds several ids, but takes only one.');
  }),
);

/** A list of one id only. */
export const singleId = z.pipe(
  id,
  z.transform((only: string) => [only]),
);

/** A region id: it becomes part of a host name, so that nothing but its own characters may be in it. */
export const region = z
  .string()
  .check(
    z.regex(
      /^[a-z]{2,}(-[a-z0-9]+)+$/,
      'is not a region id. Write it as the vendor does, such as cn-hangzhou.',
    ),
  );

/** A base URL: https anywhere, http only to this machine, since signed requests carry credentials. */
export const baseUrl = read((text, context): string => {
  const url = URL.parse(text);
  if (!url)
    return refuse(context, 'is not a URL. Write one such as https://ecs.cn-hangzhou.aliyuncs.com.');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isOfThisMachine(url))) {
    return refuse(
      context,
      'must begin with https:// (http:// only for an address of this machine).',
    );
  }
  if (url.username || url.password || url.pathname !== '/' || url.search || url.hash) {
    return refuse(context, 'must be scheme, host and port alone, without user, path or query.');
  }
  return url.origin;
});

/** The base URL of a service on this machine. */
export const localUrl = read((text, context): string => {
  const result = baseUrl.safeParse(text);
  if (!result.success) return refuse(context, result.error.issues[0]?.message ?? '');
  if (isOfThisMachine(new URL(result.data))) return result.data;
  return refuse(
    context,
    'is not an address of this machine, and a variable may give no other. Set the input instead.',
  );
});

function isOfThisMachine({ hostname }: URL): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
}

/** A text that matches `pattern`; `form` says what it should look like. */
export function matching(pattern: RegExp, form: string) {
  return z.string().check(z.regex(pattern, `is not as expected. Write it as ${form}.`));
}

function read<T>(of: (text: string, context: Context) => T) {
  return z.pipe(z.string(), z.transform(of));
}

function refuse(context: Context, message: string): never {
  context.issues.push({ code: 'custom', message, input: context.value });
  return z.NEVER;
}

function list(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}
