import type { ErrorKind } from '../model/errors.ts';
import type { HttpRequest, HttpResponse } from '../model/world.ts';

/** The clouds, each with a folder of its own. */
export const cloudNames = ['alibaba', 'volcengine'] as const;
export type CloudName = (typeof cloudNames)[number];

/** Keys that sign a request; `expiresAt` (ms since 1970, by the server's clock) where they end by themselves. */
export interface Credentials {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
  expiresAt?: number;
}

/** Where credentials come from. */
export interface CredentialSource {
  /** Credentials that are good for the next request; renewed first where they are about to expire. */
  current(signal: AbortSignal): Promise<Credentials>;
  /** Told which ones the cloud calls expired. True where `current` will give others. */
  renew(expired: Credentials): boolean;
}

/** A product of a cloud: its code in host names and its API version. */
export interface Product {
  code: string;
  version: string;
}

/** One call of an API operation. */
export interface ApiCall {
  action: string;
  method: 'GET' | 'POST';
  /** ROA style only; already percent-encoded. */
  path?: string;
  query?: Record<string, string>;
  /** Sent as the body, `application/x-www-form-urlencoded`; token services only. */
  form?: Record<string, string>;
  /** What the user needs to be allowed to do, as the vendor writes it in a policy: `eci:DescribeCommitContainerTask`. */
  permission: string;
  /** True where the cloud answers a success with nothing at all. */
  mayBeEmpty?: boolean;
}

/** An answer that is no error. */
export interface ApiAnswer {
  /** Parsed JSON, an object. */
  body: unknown;
  /** What the vendor's support asks for. */
  requestId: string;
}

/** Calls an operation, again where that helps; rejects with a CloudError. */
export type Call = (call: ApiCall, signal: AbortSignal) => Promise<ApiAnswer>;

/** An error that a cloud reported, as read from its envelope. */
export interface ApiError {
  kind: ErrorKind;
  code: string;
  message: string;
  /** The permission that the vendor itself names as missing. */
  permission?: string;
}

/** What the products of one cloud share: where they are, how a request is signed, how an error reads. */
export interface Protocol {
  /** The request, signed. `date` is the server's time as far as it is known. */
  sign(call: ApiCall, credentials: Credentials, date: Date, nonce: string): HttpRequest;
  /** The error in an answer, whatever its HTTP status; undefined where there is none. */
  error(response: HttpResponse, body: unknown): ApiError | undefined;
  /** The id that the cloud gave the request, from body or headers; may be empty. */
  requestId(response: HttpResponse, body: unknown): string;
  /** Whom a permission is granted to, in the vendor's words. */
  principal: string;
  /** The region that is asked, and those in which the vendor lists the product; absent of a service without regions. */
  region?: { asked: string; listed: readonly string[] };
}

/** The host that answers for a product in a region; throws an Error that a user understands where there is none. */
export type EndpointOf = (product: string, region: string, network: 'public' | 'vpc') => string;
