import { describe, expect, test } from '@jest/globals';
import { networkError, ProxyError } from '../../src/network/network-errors.ts';

const coded = (code: string, message = 'it broke') => Object.assign(new Error(message), { code });
const first = (error: unknown) => networkError('cloud.example', error, false);
const later = (error: unknown) => networkError('cloud.example', error, true);

/** By hand, from Node's `errors.md`, `tls.md` and `dns.md`, libuv's table of errors and undici's `errors.js`. */
const PASSING =
  `ECONNRESET ECONNABORTED EPIPE ETIMEDOUT ENETUNREACH EHOSTUNREACH ENETDOWN EHOSTDOWN EADDRNOTAVAIL
  EAI_AGAIN EAI_FAIL EMFILE ENFILE ENOBUFS ENOMEM UND_ERR_SOCKET UND_ERR_CONNECT_TIMEOUT UND_ERR_HEADERS_TIMEOUT
  UND_ERR_BODY_TIMEOUT UND_ERR_HEADERS_OVERFLOW UND_ERR_RES_CONTENT_LENGTH_MISMATCH ERR_STREAM_PREMATURE_CLOSE HPE_INVALID_CONSTANT
  HPE_INVALID_CHUNK_SIZE`.split(/\s+/);

const NOT_MENDED = `ENOTFOUND ECONNREFUSED EACCES EPERM EPROTO ERR_SSL_WRONG_VERSION_NUMBER
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION ERR_TLS_CERT_ALTNAME_INVALID UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_CRL
  UNABLE_TO_DECRYPT_CERT_SIGNATURE UNABLE_TO_DECRYPT_CRL_SIGNATURE UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY
  CERT_SIGNATURE_FAILURE CRL_SIGNATURE_FAILURE CERT_NOT_YET_VALID CERT_HAS_EXPIRED CRL_NOT_YET_VALID CRL_HAS_EXPIRED
  ERROR_IN_CERT_NOT_BEFORE_FIELD ERROR_IN_CERT_NOT_AFTER_FIELD ERROR_IN_CRL_LAST_UPDATE_FIELD
  ERROR_IN_CRL_NEXT_UPDATE_FIELD DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY UNABLE_TO_VERIFY_LEAF_SIGNATURE CERT_CHAIN_TOO_LONG CERT_REVOKED INVALID_CA
  PATH_LENGTH_EXCEEDED INVALID_PURPOSE CERT_UNTRUSTED CERT_REJECTED HOSTNAME_MISMATCH UNSPECIFIED`.split(
  /\s+/,
);

const FATAL =
  `UND_ERR_INVALID_ARG UND_ERR_NOT_SUPPORTED UND_ERR_DESTROYED ERR_INVALID_URL ERR_INVALID_CHAR
  ERR_INVALID_ARG_TYPE ERR_INVALID_ARG_VALUE ERR_UNESCAPED_CHARACTERS ERR_TLS_INVALID_PROTOCOL_VERSION
  EINVAL SOMETHING_NEW`.split(/\s+/);

describe('the system says why there was no answer', () => {
  test.each(PASSING)('%s passes, whatever came before', (code) => {
    expect(first(coded(code))).toMatchObject({ kind: 'transient', unreachable: '' });
    expect(later(coded(code))).toMatchObject({ kind: 'transient', unreachable: '' });
  });

  test.each(NOT_MENDED)(
    '%s is not mended by waiting, unless the host has answered once',
    (code) => {
      const error = first(coded(code));
      expect(error).toMatchObject({ kind: 'transient', unreachable: 'cloud.example' });
      expect(error.remedy).not.toBe('');
      expect(later(coded(code))).toMatchObject({ kind: 'transient', unreachable: '' });
    },
  );

  test.each(FATAL)('%s ends the wait at once', (code) => {
    for (const error of [first(coded(code)), later(coded(code))]) {
      expect(error).toMatchObject({ kind: 'request', passes: false });
      expect(error.message).toContain(code);
      expect(error.remedy).not.toBe('');
    }
  });

  test.each([new TypeError('x is not a function'), new URIError('URI malformed'), 'a text', null])(
    'a mistake without a code (%p) ends the wait at once',
    (error) => {
      expect(first(error)).toMatchObject({ kind: 'request', passes: false });
    },
  );
});

describe('of several addresses', () => {
  const both = (...codes: string[]) =>
    Object.assign(
      new AggregateError(
        codes.map((code) => coded(code)),
        '',
      ),
      { code: codes[0] },
    );

  test('the mildest reason counts: one may yet answer', () => {
    expect(first(both('ECONNREFUSED', 'ETIMEDOUT')).unreachable).toBe('');
    expect(first(both('ECONNREFUSED', 'ECONNREFUSED')).unreachable).toBe('cloud.example');
  });

  test('the reason of the first is told', () => {
    expect(first(both('ECONNREFUSED', 'ETIMEDOUT')).message).toContain('(ECONNREFUSED)');
  });
});

test('a reason that is wrapped is told, and decides', () => {
  const wrapped = new Error('fetch failed', { cause: coded('ENOTFOUND', 'no such name') });
  const error = first(wrapped);
  expect(error.message).toBe('No answer from cloud.example: no such name (ENOTFOUND)');
  expect(error.unreachable).toBe('cloud.example');
});

describe("OpenSSL's text", () => {
  const line = (what: string, more = '') =>
    `40ADC97D3D7F0000:error:${what}:../deps/openssl/openssl/ssl/record/methods/tlsany_meth.c:77:${more}\n`;

  test.each([
    [
      `write EPROTO ${line('0A00010B:SSL routines:tls_validate_record_header:wrong version number')}`,
      'write EPROTO error:0A00010B:SSL routines:tls_validate_record_header:wrong version number',
    ],
    [
      line('0A000410:SSL routines::tlsv1 alert handshake failure', 'SSL alert number 40'),
      'error:0A000410:SSL routines::tlsv1 alert handshake failure (EPROTO)',
    ],
    [
      line('0A000086:SSL routines:a:one') + line('0A000087:SSL routines:b:two'),
      'error:0A000086:SSL routines:a:one; error:0A000087:SSL routines:b:two (EPROTO)',
    ],
  ])('is one line, the same in every process: %j', (text, told) => {
    expect(first(coded('EPROTO', text)).message).toBe(`No answer from cloud.example: ${told}`);
  });
});

describe('a proxy', () => {
  test('that gives no tunnel is named', () => {
    const error = first(new ProxyError('proxy.example:3128', 0, coded('ECONNREFUSED')));
    expect(error.message).toBe(
      'No answer from cloud.example: the proxy proxy.example:3128 fails: it broke (ECONNREFUSED)',
    );
    expect(error).toMatchObject({ kind: 'transient', unreachable: 'cloud.example' });
    expect(error.remedy).toContain('HTTPS_PROXY');
  });

  test('that is silent is trouble that passes', () => {
    const error = first(new ProxyError('proxy.example:3128', 0, coded('UND_ERR_HEADERS_TIMEOUT')));
    expect(error).toMatchObject({ kind: 'transient', unreachable: '' });
  });

  test.each([500, 502, 503, 504, 408, 429, 302])('that answers %d has trouble', (status) => {
    const error = first(new ProxyError('proxy.example:3128', status));
    expect(error).toMatchObject({ kind: 'transient', unreachable: '' });
    expect(error.message).toContain(`the proxy proxy.example:3128 answered ${status}`);
  });

  test.each([400, 403, 404, 405])('that answers %d lets nobody to this host', (status) => {
    const error = first(new ProxyError('proxy.example:3128', status));
    expect(error).toMatchObject({ kind: 'transient', unreachable: 'cloud.example' });
  });

  test('that asks for a password ends the wait at once', () => {
    const error = first(new ProxyError('proxy.example:3128', 407));
    expect(error).toMatchObject({ kind: 'credential', status: 407, passes: false });
    expect(error.message).toContain('proxy.example:3128');
  });
});
