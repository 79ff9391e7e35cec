import * as z from 'zod';

/** Temporary keys as Alibaba Cloud's metadata and credentials URIs write them. */
export const AlibabaTemporaryKeys = z
  .looseObject({
    AccessKeyId: z.string().min(1),
    AccessKeySecret: z.string().min(1),
    SecurityToken: z.string().min(1),
    Expiration: z.string(),
  })
  .transform((given) => ({
    credentials: {
      accessKeyId: given.AccessKeyId,
      accessKeySecret: given.AccessKeySecret,
      securityToken: given.SecurityToken,
    },
    expiration: given.Expiration,
  }));
