import * as z from 'zod/mini';
import { readAnswer } from '../../clouds/answer.ts';
import type { Call } from '../../clouds/cloud.ts';
import { listOf, textOrEmpty } from '../../clouds/shapes.ts';
import { CloudError, explained } from '../../model/errors.ts';
import type { Result } from '../provider.ts';

const ACTION = 'DescribeImages';

/** Without it the API lists none but available images. */
const ANY_STATUS = 'Creating,Waiting,Available,UnAvailable,CreateFailed';

const Images = z.looseObject({
  Images: z.looseObject({
    Image: listOf(z.looseObject({ ImageId: z.string(), Status: textOrEmpty })),
  }),
});

/**
 * Whether a machine image is there and can be used; a warning that says so where it cannot, or where nobody may look.
 * The task has succeeded all the same. Rejects only with the signal's reason.
 */
export async function checkImage(
  imageId: string,
  region: string,
  call: Call,
  signal: AbortSignal,
): Promise<Result> {
  const query = { RegionId: region, ImageId: imageId, Status: ANY_STATUS };
  const permission = `ecs:${ACTION}`;
  try {
    const { body } = await call({ action: ACTION, method: 'POST', query, permission }, signal);
    const images = readAnswer(Images, body, ACTION).Images.Image;
    const image = images.find(({ ImageId }) => ImageId === imageId);
    if (!image) return { warning: `${ACTION} does not list the image ${imageId} in ${region}.` };
    if (/^available$/i.test(image.Status)) return {};
    const word = image.Status || 'without a status';
    return { warning: `The image ${imageId} is ${word}, not yet Available.` };
  } catch (error) {
    if (signal.aborted || !(error instanceof CloudError)) throw error;
    return { warning: `The image ${imageId} was not checked: ${explained(error)}` };
  }
}
