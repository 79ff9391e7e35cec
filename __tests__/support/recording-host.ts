import type { Host } from '../../src/hosts/host.ts';
import { readKey } from '../../src/inputs/reader.ts';
import type { Wording } from '../../src/model/wording.ts';
import type { Texts } from './inputs.ts';

/** A command line would be worded so. */
export const flags: Wording = {
  input: (name, value) => `--${name}${value === undefined ? '' : ` ${value}`}`,
  again: 'wait cancel tries again',
  stopped: 'Someone has stopped it',
  sender: 'The system',
  before: 'the wait',
  issuer: 'The issuer is that of your tokens',
};

/** A host of its own kind, with an input that no other has; everything that it is told is written down. */
export function recordingHost(texts: Texts, saved = '') {
  const lines: string[] = [];
  const outputs: Record<string, string> = {};
  const masked: string[] = [];
  const published: string[] = [];
  const left: string[] = [];
  const tokensFor: string[] = [];
  const host: Host = {
    input: (name) => texts[name] ?? '',
    inputs: [
      {
        name: 'page-token',
        description: 'Where a page is published.',
        isSecret: true,
        read: (reader) => readKey(reader, 'page-token'),
      },
    ],
    publisher(reader) {
      if (readKey(reader, 'page-token') === '') return {};
      return {
        begin: ({ target }) => void published.push(`begin ${target.provider}`),
        update: ({ tasks }) => void published.push(`update ${tasks[0]?.status}`),
        write: ({ outcome }) => void published.push(`write ${outcome.state}`),
        complete: async ({ outcome }) => void published.push(`complete ${outcome.state}`),
      };
    },
    isSelfHosted: false,
    secretVariables: ['PAGE_SECRET'],
    wording: flags,
    mask: (secret) => void masked.push(secret),
    idTokenOf: async (audience, mask) => {
      tokensFor.push(audience);
      mask('token.of.host');
      return 'token.of.host';
    },
    wantsDigest: false,
    screen: {
      most: { warnings: 1, errors: 2 },
      line: (text) => void lines.push(text),
      warning: (text, title) => void lines.push(`warning ${title}: ${text}`),
      error: (text, title) => void lines.push(`error ${title}: ${text}`),
      group: (title, inside) => void lines.push(`group ${title}`, ...inside),
    },
    output(name, value) {
      outputs[name] = value;
      return '';
    },
    save(text) {
      left.push(text);
      return '';
    },
    load: () => saved,
  };
  return { host, lines, outputs, masked, published, left, tokensFor };
}
