import { CloudError } from '../model/errors.ts';
import { isTrouble } from '../model/http-status.ts';
import { unmarked } from '../model/wording.ts';

/**
 * What the system, Node and undici call trouble that passes by itself. A code that is in no list of this file is nothing that
 * waiting mends: a request that cannot be sent as it is, or a mistake of ours.
 */
const PASSES: readonly string[] = [
  // The connection broke: a server that restarts, a load balancer that moves, a NAT that forgot it.
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'UND_ERR_SOCKET',
  // undici gave up a connection or an answer of its own accord, the other side having ended it.
  'UND_ERR_INFO',
  'UND_ERR_ABORTED',
  // Nobody answered in time: packets are dropped, or a host is too busy.
  'ETIMEDOUT',
  'ERR_SOCKET_CONNECTION_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  // The resolver could not be asked, or failed itself: that says nothing about the name.
  'EAI_AGAIN',
  'EAI_FAIL',
  // No way there at this moment: an interface or a tunnel that is about to come up.
  'ENETDOWN',
  'ENETUNREACH',
  'ENETRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'EADDRNOTAVAIL',
  // This machine is short of descriptors, buffers or memory, for as long as its other jobs take them.
  'EMFILE',
  'ENFILE',
  'ENOBUFS',
  'ENOMEM',
  'EAI_MEMORY',
  'EAGAIN',
  // What came was cut short, or too much.
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_HEADERS_OVERFLOW',
  'ERR_STREAM_PREMATURE_CLOSE',
];

/**
 * What came is no HTTP: a box on the way that answers for the host. Node's parser gives its errors a code, undici's a name
 * alone, and undici asserts what it does not check, such as a status below 100.
 */
const NO_HTTP = /^(HPE_|HTTPParserError$|ERR_ASSERTION$)/;

/** Why no connection comes about, where waiting does not mend it, and what does. Of a host that has answered once, it passes. */
const UNREACHABLE: readonly { codes: RegExp; remedy: string }[] = [
  {
    // The resolver has answered: there is no such name, or no address of it that this machine could use.
    codes: /^(ENOTFOUND|EAI_ADDRFAMILY|EAI_NODATA|EAI_NONAME)$/,
    remedy:
      'Check {input:region}, {input:network} and {input:endpoint}, and whether this runner can resolve names of the internet: where it has to go through a proxy, set HTTPS_PROXY.',
  },
  {
    // The machine is there and nobody listens. A cloud's front always does; what restarts is back within the minute.
    codes: /^ECONNREFUSED$/,
    remedy:
      'Check the {input:endpoint} and its port, and the firewall; where this runner has to go through a proxy, set HTTPS_PROXY.',
  },
  {
    // This machine itself forbids the connection: its firewall, or a sandbox.
    codes: /^(EACCES|EPERM)$/,
    remedy: 'Allow this runner to connect to the host, or set HTTPS_PROXY.',
  },
  {
    // A certificate that is not to be trusted, of the wrong name, or not of this time (`tls.md` of Node, X509 errors).
    codes:
      /^(UNABLE_TO_|CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|ERROR_IN_C|INVALID_(CA|PURPOSE)$|PATH_LENGTH_|HOSTNAME_MISMATCH$|UNSPECIFIED$|ERR_TLS_CERT_)/,
    remedy:
      'Check the {input:endpoint} and the clock of this runner. Where a proxy of your own signs anew what it lets through, name the file of its authority in NODE_EXTRA_CA_CERTS.',
  },
  {
    // The two sides agree on no TLS: no version or cipher in common, or a port that does not speak it.
    codes: /^(EPROTO|ERR_SSL_)/,
    remedy: 'Check the {input:endpoint} and its port: it has to speak TLS 1.2 or newer.',
  },
];

const PROXY_REMEDY =
  'Check HTTPS_PROXY, or put the host into NO_PROXY where this runner reaches it without a proxy.';

/** The proxy gave no tunnel. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  /** Host and port of the proxy; never its user and password. */
  readonly proxy: string;
  /** What it answered, 0 where it did not. */
  readonly status: number;

  constructor(proxy: string, status: number, cause?: unknown) {
    super(`the proxy ${proxy} ${status ? `answered ${status}` : `fails: ${reasonOf(cause)}`}`, {
      cause,
    });
    this.proxy = proxy;
    this.status = status;
  }
}

/** What it means that a request to `host` had no whole answer. `hasAnswered`: of an earlier request. */
export function networkError(host: string, error: unknown, hasAnswered: boolean): CloudError {
  const isProxy = error instanceof ProxyError;
  if (isProxy && error.status === 407) return proxyRefusal(host, error);
  const codes = codesOf(error);
  const passes = codes.some((code) => PASSES.includes(code) || NO_HTTP.test(code));
  const refusal = UNREACHABLE.find((each) => codes.some((code) => each.codes.test(code)));
  const isRefused = isProxy ? refusal || refusesHost(error.status) : refusal;
  if (!passes && !isRefused && !(isProxy && error.status)) {
    return new CloudError(`No request to ${host} can be sent: ${reasonOf(error)}`, {
      kind: 'request',
      remedy: 'Check keys, tokens and addresses: one of them is nothing that a request can carry.',
      cause: error,
    });
  }
  const isUnreachable = !passes && isRefused && !hasAnswered;
  const remedy = isProxy ? PROXY_REMEDY : (refusal?.remedy ?? '');
  return new CloudError(`No answer from ${host}: ${reasonOf(error)}`, {
    kind: 'transient',
    ...(isUnreachable && { unreachable: host, remedy }),
    cause: error,
  });
}

/** Waiting does not teach a proxy a password. */
function proxyRefusal(host: string, { proxy, cause }: ProxyError): CloudError {
  return new CloudError(`The proxy ${proxy} on the way to ${host} asks for authentication (407).`, {
    kind: 'credential',
    status: 407,
    remedy: 'Put user and password into HTTPS_PROXY, or the host into NO_PROXY.',
    cause,
  });
}

/** A proxy's no to this host. What it says of its own trouble, or of the host's, passes. */
function refusesHost(status: number): boolean {
  return status >= 400 && !isTrouble(status);
}

/** Of several addresses that were tried, each has its own code; what wraps them has none that says more. Without a code its name. */
function codesOf(error: unknown): string[] {
  if (error instanceof ProxyError) return codesOf(error.cause);
  const { code, cause, errors, name } = partsOf(error);
  if (Array.isArray(errors) && errors.length > 0) return errors.flatMap(codesOf);
  if (typeof code === 'string') return [code];
  if (cause) return codesOf(cause);
  return typeof name === 'string' ? [name] : [];
}

/** undici wraps what the system said; the innermost message is the one that helps (`ENOTFOUND`, a TLS reason, …). */
function reasonOf(error: unknown): string {
  if (error instanceof ProxyError) return error.message;
  const { code, cause, errors, message } = partsOf(error);
  if (Array.isArray(errors) && errors.length > 0) return reasonOf(errors[0]);
  if (partsOf(cause).message) return reasonOf(cause);
  if (typeof message !== 'string') return String(error);
  const text = inOneLine(message);
  return typeof code === 'string' && !text.includes(code) ? `${text} (${code})` : text;
}

/**
 * A line of OpenSSL's queue of errors (`ERR_print_errors`): the number of a thread, `error:` with what went wrong, and the
 * place in the source with what else it knows. Only the middle is of use, and it alone is the same every time.
 */
const OPENSSL = /[0-9A-F]+:(error:[0-9A-F]+:[^:\n]*:[^:\n]*:[^:\n]*):[^\n]*/g;

function inOneLine(message: string): string {
  // The name in a certificate is in such a text too.
  return unmarked(message)
    .replaceAll(OPENSSL, '$1')
    .trim()
    .replaceAll(/\s*\n\s*/g, '; ');
}

/** By its properties: an error of the system's own is not always an instance of this module's `Error`. */
function partsOf(error: unknown): {
  code?: unknown;
  cause?: unknown;
  errors?: unknown;
  message?: unknown;
  name?: unknown;
} {
  return typeof error === 'object' && error !== null ? error : {};
}
