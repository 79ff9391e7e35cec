import type { MetadataService } from '../instance-role.ts';
import { AlibabaTemporaryKeys } from './temporary-keys.ts';

/** ECS instance metadata (aliyun/credentials-nodejs `src/providers/ecs_ram_role.ts`). */
export const alibabaMetadata: MetadataService = {
  baseUrl: 'http://100.100.100.200',
  tokenHeader: 'x-aliyun-ecs-metadata-token',
  listPath: '/latest/meta-data/ram/security-credentials/',
  rolePath: '/latest/meta-data/ram/security-credentials/',
  credentials: AlibabaTemporaryKeys,
};
