import { alibabaEndpoint, alibabaRegions } from './alibaba/endpoints.ts';
import { alibabaMetadata } from './alibaba/metadata.ts';
import { alibabaProtocol } from './alibaba/protocol.ts';
import { alibabaTokenService } from './alibaba/sts.ts';
import type { CloudName, EndpointOf, Product, Protocol } from './cloud.ts';
import type { MetadataService } from './instance-role.ts';
import type { TokenService } from './role.ts';
import { volcengineEndpoint, volcengineRegions } from './volcengine/endpoints.ts';
import { volcengineMetadata } from './volcengine/metadata.ts';
import { volcengineProtocol } from './volcengine/protocol.ts';
import { volcengineTokenService } from './volcengine/sts.ts';

/** Everything that the wait needs to know of a cloud. */
export interface Cloud {
  title: string;
  endpoint: EndpointOf;
  protocol(product: Product, region: string, baseUrl: string): Protocol;
  tokenService: TokenService;
  metadata: MetadataService;
  /** Environment variables of the role that a pod of the vendor's Kubernetes has. */
  podVariables: { role: string; providerArn?: string; tokenFile: string; sessionName: string };
  /** Environment variables of an instance role: its name, and what switches it off. */
  roleVariables: { name: string; off: string };
  /** Host of the token service where the user names none. */
  tokenHost(region: string, network: 'public' | 'vpc'): string;
  audience: string;
  /** The regions in which the vendor lists a product; empty where it lists none of the product at all. */
  regions(product: string): readonly string[];
  /** Environment variables that stand in for `region`; the first that is set wins. */
  regionVariables: readonly string[];
  /** Environment variables that stand in for the keys; the first family with an id and a secret wins, whole. */
  keyVariables: readonly [KeyVariables, ...KeyVariables[]];
}

/** Variables that belong together: an id of one family with the token of another would be refused. */
interface KeyVariables {
  id: string;
  secret: string;
  token?: string;
}

/** The clouds by name; the compiler refuses a name without an entry. */
export const clouds: Record<CloudName, Cloud> = {
  alibaba: {
    title: 'Alibaba Cloud',
    endpoint: alibabaEndpoint,
    protocol: (product, region, baseUrl) => ({
      ...alibabaProtocol(product, baseUrl),
      region: { asked: region, listed: alibabaRegions(product.code) },
    }),
    tokenService: alibabaTokenService,
    metadata: alibabaMetadata,
    podVariables: {
      role: 'ALIBABA_CLOUD_ROLE_ARN',
      providerArn: 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN',
      tokenFile: 'ALIBABA_CLOUD_OIDC_TOKEN_FILE',
      sessionName: 'ALIBABA_CLOUD_ROLE_SESSION_NAME',
    },
    roleVariables: {
      name: 'ALIBABA_CLOUD_ECS_METADATA',
      off: 'ALIBABA_CLOUD_ECS_METADATA_DISABLED',
    },
    tokenHost: (region, network) => alibabaEndpoint('sts', region, network),
    audience: 'sts.aliyuncs.com',
    regions: alibabaRegions,
    regionVariables: [
      'ALIBABA_CLOUD_REGION_ID',
      'ALIBABACLOUD_REGION_ID',
      'ALICLOUD_REGION_ID',
      'ALICLOUD_REGION',
      'ALIBABA_CLOUD_REGION',
    ],
    keyVariables: [
      keys('ALIBABA_CLOUD_'),
      keys('ALIBABACLOUD_'),
      keys('ALICLOUD_'),
      {
        id: 'ALICLOUD_ACCESS_KEY',
        secret: 'ALICLOUD_SECRET_KEY',
        token: 'ALICLOUD_SECURITY_TOKEN',
      },
    ],
  },
  volcengine: {
    title: 'Volcengine',
    endpoint: volcengineEndpoint,
    protocol: (product, region, baseUrl) => ({
      ...volcengineProtocol(product, region, baseUrl),
      region: { asked: region, listed: volcengineRegions() },
    }),
    tokenService: volcengineTokenService,
    metadata: volcengineMetadata,
    podVariables: {
      role: 'VOLCENGINE_OIDC_ROLE_TRN',
      tokenFile: 'VOLCENGINE_OIDC_TOKEN_FILE',
      sessionName: 'VOLCENGINE_OIDC_ROLE_SESSION_NAME',
    },
    roleVariables: {
      name: 'VOLCENGINE_ECS_METADATA',
      off: 'VOLCENGINE_ECS_METADATA_DISABLED',
    },
    tokenHost: () => 'sts.volcengineapi.com',
    audience: 'sts.volcengineapi.com',
    regions: volcengineRegions,
    regionVariables: ['VOLCENGINE_REGION'],
    keyVariables: [
      {
        id: 'VOLCENGINE_ACCESS_KEY',
        secret: 'VOLCENGINE_SECRET_KEY',
        token: 'VOLCENGINE_SESSION_TOKEN',
      },
      { id: 'VOLC_ACCESSKEY', secret: 'VOLC_SECRETKEY' },
    ],
  },
};

function keys(prefix: string): KeyVariables {
  return {
    id: `${prefix}ACCESS_KEY_ID`,
    secret: `${prefix}ACCESS_KEY_SECRET`,
    token: `${prefix}SECURITY_TOKEN`,
  };
}
