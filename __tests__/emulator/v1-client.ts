import { createHash, randomUUID } from 'node:crypto';
import * as v1 from '../../emulator/signatures/v1.ts';
import { keys, queryText, type Sending, type Signing } from './client.ts';

export interface SigningV1 extends Signing {
  /** Parameters that go into the body; with `isAllInForm` all of them do. */
  form?: Record<string, string>;
  isAllInForm?: boolean;
  /** Parameters or headers of the signature in place of the usual ones. */
  change?: Record<string, string | undefined>;
}

const present = (fields: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;

/** A RPC request signed as the `aliyun` command line signs, ready to send or to spoil. */
export function signRpc(signing: SigningV1): Sending {
  const { accessKeyId, accessKeySecret, securityToken } = { ...keys, ...signing.keys };
  const method = signing.method ?? 'POST';
  const query: Record<string, string> = present({
    Action: signing.action,
    Version: signing.version,
    Format: 'JSON',
    AccessKeyId: accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: signing.nonce ?? randomUUID(),
    SignatureType: '',
    Timestamp: `${new Date(signing.date ?? Date.now()).toISOString().slice(0, 19)}Z`,
    SecurityToken: securityToken,
    ...signing.query,
    ...signing.change,
  });
  const form = signing.form ?? {};
  const stringToSign = v1.rpcStringToSign(method, Object.entries({ ...query, ...form }));
  query.Signature = v1.signature(`${accessKeySecret}&`, stringToSign);
  const body = queryText(signing.isAllInForm ? { ...query, ...form } : form);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...signing.headers };
  return { method, query: signing.isAllInForm ? {} : query, headers, ...(body && { body }) };
}

/** A ROA request signed as the `aliyun` command line signs. */
export function signRoa(signing: SigningV1): Sending {
  const { accessKeyId, accessKeySecret, securityToken } = { ...keys, ...signing.keys };
  const { method = 'GET', path = '/', query = {}, body = '' } = signing;
  const headers: Record<string, string> = present({
    accept: 'application/json',
    'content-type': 'application/octet-stream',
    'content-md5': createHash('md5').update(body).digest('base64'),
    date: new Date(signing.date ?? Date.now()).toUTCString(),
    'x-acs-version': signing.version,
    'x-acs-signature-method': 'HMAC-SHA1',
    'x-acs-signature-version': '1.0',
    'x-acs-signature-nonce': signing.nonce,
    'x-acs-security-token': securityToken,
    ...signing.change,
  });
  const stringToSign = v1.roaStringToSign({
    method,
    rawPath: path,
    rawQuery: queryText(query),
    headers,
  });
  headers.authorization = `acs ${accessKeyId}:${v1.signature(accessKeySecret, stringToSign)}`;
  return { method, path, query, headers, ...(body && { body }) };
}
