import * as z from 'zod/mini';
import type { MetadataService } from '../instance-role.ts';
import { filled, textOrEmpty } from '../shapes.ts';

/** ECS instance metadata (volcengine/volcengine-nodejs-sdk `credentials/EcsRoleCredentialProvider.ts`). */
export const volcengineMetadata: MetadataService = {
  baseUrl: 'http://100.96.0.96',
  tokenHeader: 'X-volc-ecs-metadata-token'.toLowerCase(),
  // All of the vendor's SDKs ask for the list without a slash at its end.
  listPath: '/volcstack/latest/iam/security_credentials?type=user&format=json',
  rolePath: '/volcstack/latest/iam/security_credentials/',
  credentials: z.pipe(
    z.looseObject({
      AccessKeyId: filled,
      SecretAccessKey: filled,
      SessionToken: filled,
      ExpiredTime: textOrEmpty,
    }),
    z.transform((given) => ({
      credentials: {
        accessKeyId: given.AccessKeyId,
        accessKeySecret: given.SecretAccessKey,
        securityToken: given.SessionToken,
      },
      expiration: given.ExpiredTime,
    })),
  ),
};
