import type { MetadataService } from '../instance-role.ts';
import { AlibabaTemporaryKeys } from './temporary-keys.ts';

/** ECS instance metadata (aliyun/credentials-nodejs `src/providers/ecs_ram_role.ts`). */
export const alibabaMetadata: MetadataService = {
  baseUrl: 'http://100.100.100.200',
  tokenHeader: 'x-aliyun-ecs-metadata-token',
  rolesPath: '/latest/meta-data/ram/security-credentials/',
  rolesQuery: '',
  credentials: AlibabaTemporaryKeys,
};
