import { upperAscii } from '../model/words.ts';
import type { ApiError } from './cloud.ts';
import { isRecord } from './shapes.ts';

/**
 * How an error envelope is read: each field by itself. One that is not there (absent or null) says nothing; one that is
 * there and cannot be read is an error all the same, since what it would have said is not known.
 */
type Word = { is: 'absent' } | { is: 'unreadable' } | { is: 'word'; word: string };

/** True of a field that is not there. */
function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** The error code in a field: a text, or a number as some gateways write it. */
function wordIn(envelope: Record<string, unknown>, name: string): Word {
  const value = envelope[name];
  if (isAbsent(value)) return { is: 'absent' };
  if (typeof value === 'string') return { is: 'word', word: value };
  return typeof value === 'number' ? { is: 'word', word: String(value) } : { is: 'unreadable' };
}

/** The first of the fields `names` that is a text with something in it, else empty. For people to read only. */
export function textIn(envelope: unknown, ...names: string[]): string {
  if (!isRecord(envelope)) return '';
  const texts = names.map((name) => envelope[name]);
  return texts.find((text): text is string => typeof text === 'string' && text !== '') ?? '';
}

/** What is said of an envelope that cannot be read. */
const UNREADABLE = 'The answer holds an error that cannot be read.';

/** An error as an envelope states it. */
export interface Fault {
  code: string;
  message: string;
  /** False where there is an error, and the envelope does not say which. */
  isReadable: boolean;
  /** What a refusal says of the permission that is missing. */
  denial?: Record<string, unknown>;
}

function faultOf(code: string, message: string, isReadable: boolean): Fault {
  return { code, message: message || (isReadable ? '' : UNREADABLE), isReadable };
}

/** What a `Code` says when all is well (aliyun/elastic-compute-control-cli `pkg/aliyun/caller.go`). */
const SUCCESS = ['', '0', '200', 'OK', 'SUCCESS', 'SUCCESSFUL'];

/**
 * The error in Alibaba Cloud's form. Most products write `Code`, ACK writes `code`; Container Registry answers 200 with
 * `IsSuccess: false`. A success word is no error, whatever the HTTP status: then it is the status that cannot be understood.
 */
export function alibabaFault(body: Record<string, unknown>): Fault | undefined {
  const words = [wordIn(body, 'Code'), wordIn(body, 'code')];
  const code = errorCode(words);
  const { IsSuccess } = body;
  const denials = [body.AccessDeniedDetail, body.accessDeniedDetail].filter(
    (detail) => !isAbsent(detail),
  );
  const denial = denials.find(isRecord);
  const saysError = !isSuccessWord(code) || IsSuccess === false;
  const isUnreadable =
    words.some(({ is }) => is === 'unreadable') ||
    denials.some((detail) => !isRecord(detail)) ||
    !(IsSuccess === undefined || typeof IsSuccess === 'boolean');
  if (!saysError && !isUnreadable && !denial) return undefined;
  // What is said in one field is an error, whatever could not be read in another.
  const isReadable = saysError || denial !== undefined;
  const fault = faultOf(code, textIn(body, 'Message', 'message'), isReadable);
  return { ...fault, ...(denial && { denial }) };
}

/** Of two spellings the one that says an error; else the one that says anything. */
function errorCode(words: readonly Word[]): string {
  const said = words.flatMap((each) => (each.is === 'word' && each.word !== '' ? [each.word] : []));
  return said.find((word) => !isSuccessWord(word)) ?? said[0] ?? '';
}

function isSuccessWord(code: string): boolean {
  return SUCCESS.includes(upperAscii(code));
}

/**
 * The error in Volcengine's form. Gateways have a second, short one (volcengine/volcengine-go-sdk
 * `response/volcengine_response.go`).
 */
export function volcengineFault(body: Record<string, unknown>): Fault | undefined {
  const { ResponseMetadata: metadata } = body;
  if (!isAbsent(metadata) && !isRecord(metadata)) return faultOf('', '', false);
  const error = isRecord(metadata) ? metadata.Error : undefined;
  if (!isAbsent(error)) return volcengineFaultOf(textIn(error, 'Code'), textIn(error, 'Message'));
  const code = wordIn(body, 'errorcode');
  if (code.is === 'absent') return undefined;
  return volcengineFaultOf(code.is === 'word' ? code.word : '', textIn(body, 'message'));
}

function volcengineFaultOf(code: string, message: string): Fault {
  return faultOf(code, message, code !== '' || message !== '');
}

/**
 * What an answer of success says of an error in the form of another cloud: some gateway in between has spoken, and what
 * stands beside it is not known to be true. It passes.
 */
export function foreignError({ code, message }: Fault): ApiError {
  const form = 'In the form of another cloud';
  return { kind: 'transient', code, message: message ? `${form}: ${message}` : form };
}
