/**
 * Stands in for the `aliyun` command line on a machine that has none, as far as a workflow here needs it: one RPC call,
 * `aliyun PRODUCT ACTION --Parameter value … --endpoint HOST --insecure`, signed by the vendor's own library.
 */
import { createRequire } from 'node:module';

type Fields = Record<string, unknown>;
type Model = new (fields: Fields) => object;
interface Core {
  default: new (
    config: object,
  ) => {
    callApi(params: object, request: object, runtime: object): Promise<{ body: Fields }>;
  };
  $OpenApiUtil: { Config: Model; Params: Model; OpenApiRequest: Model };
}

// CommonJS, and typed for another age.
const load = createRequire(import.meta.url);
const core: Core = load('@alicloud/openapi-core');
const dara: { RuntimeOptions: Model } = load('@darabonba/typescript');

const VERSIONS: Record<string, string> = { eci: '2018-08-08', ecs: '2014-05-26' };

/** Flags of the command line itself; all others are parameters of the call. */
const OWN = ['endpoint', 'insecure', 'region'];

const [product = '', action = '', ...rest] = process.argv.slice(2);
const flags = Object.fromEntries(
  rest.flatMap((text, index) => (text.startsWith('--') ? [[text.slice(2), rest[index + 1]]] : [])),
);
const query = Object.fromEntries(Object.entries(flags).filter(([name]) => !OWN.includes(name)));
const { Config, OpenApiRequest, Params } = core.$OpenApiUtil;
const client = new core.default(
  new Config({
    accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
    accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
    endpoint: flags.endpoint,
    protocol: 'http',
    regionId: flags.region,
  }),
);
const params = new Params({
  action,
  version: VERSIONS[product],
  protocol: 'HTTP',
  pathname: '/',
  method: 'POST',
  authType: 'AK',
  style: 'RPC',
  reqBodyType: 'formData',
  bodyType: 'json',
});
const { body } = await client.callApi(
  params,
  new OpenApiRequest({ query }),
  new dara.RuntimeOptions({}),
);
process.stdout.write(`${JSON.stringify(body)}\n`);
