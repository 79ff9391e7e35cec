import * as z from 'zod/mini';
import { filled, textOrEmpty } from '../shapes.ts';

/** Temporary keys as Alibaba Cloud's metadata and credentials URIs write them. */
export const AlibabaTemporaryKeys = z.pipe(
  z.looseObject({
    AccessKeyId: filled,
    AccessKeySecret: filled,
    SecurityToken: filled,
    // Where it is not known, the cloud itself will say that they have expired.
    Expiration: textOrEmpty,
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
