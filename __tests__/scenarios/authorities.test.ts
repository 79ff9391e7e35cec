import { afterAll, describe, expect, test } from '@jest/globals';
import { type Environment, runAction } from './support/action.ts';
import { makeCertificates } from './support/certificates.ts';
import { cloudWith, task } from './support/cloud.ts';
import { left } from './support/expectations.ts';

const eci = 'alibaba-eci-commit';
const certificates = makeCertificates();
afterAll(() => certificates[Symbol.dispose]());

const { authority } = certificates;
const ours: Environment = { SSL_CERT_FILE: authority };

/** Looks once at a cloud whose certificate is of the test's own authority. */
async function lookWith(env: Environment) {
  await using cloud = await cloudWith([task(eci, 'success')], { tls: certificates });
  return left(await runAction(cloud.inputs(eci, { mode: 'check' }), env));
}

// What SECURITY.md says of them, held to Node's own behaviour.
describe('an authority of the user is', () => {
  test.concurrent.each<[string, Environment]>([
    ['NODE_EXTRA_CA_CERTS', { NODE_EXTRA_CA_CERTS: authority }],
    ['--use-system-ca', { ...ours, NODE_OPTIONS: '--use-system-ca' }],
    ['NODE_USE_SYSTEM_CA', { ...ours, NODE_USE_SYSTEM_CA: '1' }],
    ['--use-openssl-ca', { ...ours, NODE_OPTIONS: '--use-openssl-ca' }],
  ])('trusted by %s', async (_, env) => {
    expect(await lookWith(env)).toMatchObject({ code: 0, state: 'succeeded' });
  });

  test.concurrent.each<[string, Environment]>([
    ['nothing', {}],
    ['SSL_CERT_FILE alone', ours],
    ['--use-bundled-ca', { ...ours, NODE_OPTIONS: '--use-bundled-ca' }],
  ])('not trusted by %s', async (_, env) => {
    expect(await lookWith(env)).toMatchObject({ code: 1, state: 'error' });
  });
});
