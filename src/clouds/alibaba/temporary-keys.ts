import * as z from 'zod/mini';
import { filled } from '../shapes.ts';

/** Temporary keys as Alibaba Cloud's metadata and credentials URIs write them. */
export const AlibabaTemporaryKeys = z.pipe(
  z.looseObject({
    AccessKeyId: filled,
    AccessKeySecret: filled,
    SecurityToken: filled,
    Expiration: z.string(),
  }),
  z.transform((given) => ({
    credentials: {
      accessKeyId: given.AccessKeyId,
      accessKeySecret: given.AccessKeySecret,
      securityToken: given.SecurityToken,
    },
    expiration: given.Expiration,
  })),
);
