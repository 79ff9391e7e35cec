import { randomBytes } from 'node:crypto';
import { ApiError, missing } from '../errors.ts';
import type { Operation } from '../operation.ts';

/** The request's RegionId. Throws where it is absent or has no form of a region. */
export function checkRegion(params: Record<string, string>): string {
  const region = params.RegionId;
  if (!region) throw missing('RegionId');
  if (!/^(cn|ap|us|eu|me|na|sa|rus)-[a-z0-9-]+$/.test(region)) {
    throw new ApiError(404, 'InvalidRegionId.NotFound', 'The specified RegionId does not exist.');
  }
  return region;
}

/** A parameter that must be there. */
export function need(params: Record<string, string>, name: string): string {
  const value = params[name];
  if (!value) throw missing(name);
  return value;
}

/** What of an operation is its own, beside what all of a service have in common. */
export type OwnPart = Pick<Operation, 'action' | 'permission' | 'run'> & Partial<Operation>;

/** An id as the vendors make them: a prefix, then letters and digits that no other has. */
export function newId(prefix: string): string {
  return `${prefix}-${randomBytes(10).toString('hex')}`;
}

/** True of an id that stands for something that is not there: one that says `missing`. Everything else exists. */
export function isMissing(id: string | undefined): boolean {
  return id?.includes('missing') ?? false;
}
