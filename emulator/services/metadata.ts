import { randomUUID } from 'node:crypto';
import type { Call } from '../call.ts';
import { chinaSeconds, utcSeconds } from '../clock.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Backend, Operation } from '../operation.ts';
import type { Cloud } from '../types.ts';

/** The role of the emulated instance. */
export const instanceRole = 'emulator-instance-role';

const tokenHeaders: Record<Cloud, string> = {
  alibaba: 'x-aliyun-ecs-metadata-token',
  volcengine: 'x-volc-ecs-metadata-token',
};

const common = {
  version: undefined,
  envelope: 'plain',
  permission: undefined,
  signed: false,
} as const;

/**
 * Instance metadata of both clouds (credentials-nodejs, volcengine-nodejs-sdk), in its hardened mode: a token has to be fetched
 * by PUT first. The real ones live at 100.100.100.200 and 100.96.0.96.
 */
export const metadata: Operation[] = [
  {
    ...common,
    action: 'GetMetadataToken',
    cloud: 'alibaba',
    path: /^\/latest\/api\/token$/,
    methods: ['PUT'],
    run: token,
  },
  {
    ...common,
    action: 'GetMetadata',
    cloud: 'alibaba',
    path: /^\/latest\/meta-data\/ram\/security-credentials\/[^/]*$/,
    methods: ['GET'],
    run: alibaba,
  },
  {
    ...common,
    action: 'GetMetadata',
    cloud: 'volcengine',
    path: /^\/volcstack\/latest\/iam\/security_credentials(\/[^/]+)?$/,
    methods: ['GET'],
    run: volcengine,
  },
];

/** One path for both clouds; the header says whose token it is to be. */
function token({ headers }: Call, backend: Backend): Answer {
  for (const name of Object.values(tokenHeaders)) {
    const seconds = Number(headers[`${name}-ttl-seconds`]);
    if (seconds >= 1 && seconds <= 21_600) {
      const value = `emulator-metadata-${randomUUID()}`;
      backend.tokens.set(`${name} ${value}`, backend.serverNow() + seconds * 1000);
      return { body: value };
    }
  }
  throw new ApiError(400, 'BadRequest', 'A time to live of 1 to 21600 seconds is needed.');
}

function checkToken({ headers }: Call, backend: Backend, cloud: Cloud): void {
  const name = tokenHeaders[cloud];
  const until = backend.tokens.get(`${name} ${headers[name]}`);
  if (until === undefined || until <= backend.serverNow()) {
    throw new ApiError(403, 'Forbidden', `A valid ${name} is needed.`);
  }
}

function roleIn(call: Call): string {
  const role = decodeURIComponent(call.rawPath.split('/').at(-1) ?? '');
  if (role !== instanceRole) throw new ApiError(404, 'NotFound', `No role ${role} here.`);
  return role;
}

function alibaba(call: Call, backend: Backend): Answer {
  checkToken(call, backend, 'alibaba');
  if (call.rawPath.endsWith('/')) return { body: instanceRole };
  roleIn(call);
  const key = issue(backend);
  return {
    body: {
      Code: 'Success',
      AccessKeyId: key.accessKeyId,
      AccessKeySecret: key.accessKeySecret,
      SecurityToken: key.securityToken,
      Expiration: utcSeconds(key.expiresAt),
      LastUpdated: utcSeconds(backend.serverNow()),
    },
  };
}

function volcengine(call: Call, backend: Backend): Answer {
  checkToken(call, backend, 'volcengine');
  // The list of roles may be JSON or plain lines; with `format=json` it is JSON.
  if (call.rawPath.endsWith('/security_credentials')) {
    const isJson = call.query.format === 'json';
    return { body: isJson ? JSON.stringify([instanceRole]) : instanceRole };
  }
  roleIn(call);
  const key = issue(backend);
  return {
    body: {
      AccessKeyId: key.accessKeyId,
      SecretAccessKey: key.accessKeySecret,
      SessionToken: key.securityToken,
      CurrentTime: chinaSeconds(backend.serverNow()),
      ExpiredTime: chinaSeconds(key.expiresAt),
    },
  };
}

/** Instance roles hand out keys for six hours. */
function issue(backend: Backend) {
  return backend.keys.issue(backend.serverNow() + (backend.sessionSeconds ?? 6 * 3600) * 1000);
}
