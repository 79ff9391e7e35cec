import { ApiError, missing } from '../errors.ts';

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
