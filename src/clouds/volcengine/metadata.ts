import * as z from 'zod';
import type { MetadataService } from '../instance-role.ts';

/** ECS instance metadata (volcengine/volcengine-nodejs-sdk `credentials/EcsRoleCredentialProvider.ts`). */
export const volcengineMetadata: MetadataService = {
  baseUrl: 'http://100.96.0.96',
  tokenHeader: 'X-volc-ecs-metadata-token'.toLowerCase(),
  rolesPath: '/volcstack/latest/iam/security_credentials/',
  rolesQuery: '?type=user&format=json',
  credentials: z
    .looseObject({
      AccessKeyId: z.string().min(1),
      SecretAccessKey: z.string().min(1),
      SessionToken: z.string().min(1),
      ExpiredTime: z.string(),
    })
    .transform((given) => ({
      credentials: {
        accessKeyId: given.AccessKeyId,
        accessKeySecret: given.SecretAccessKey,
        securityToken: given.SessionToken,
      },
      expiration: given.ExpiredTime,
    })),
};
