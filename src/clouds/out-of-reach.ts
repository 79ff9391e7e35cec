import { CloudError } from '../model/errors.ts';
import { nearestRegion } from './regions.ts';

/** What was asked for where. */
export interface Whereabouts {
  region: string;
  /** Hosts whose names come from the region or stand in for such a name. */
  hosts: readonly string[];
  /** `Alibaba Cloud`. */
  title: string;
  product: string;
  /** The regions in which the vendor lists the product; empty where it lists none of the product at all. */
  regions: readonly string[];
}

/** An error, or where it is of a host that was given up, the same with its region and the nearest one that exists. */
export function located(error: unknown, whereabouts: Whereabouts): unknown {
  const { region, hosts, title, product, regions } = whereabouts;
  if (!(error instanceof CloudError) || error.passes || !hosts.includes(error.unreachable)) {
    return error;
  }
  const near = nearestRegion(region, regions);
  const listed = regions.includes(region)
    ? `, in which ${title} lists ${product}`
    : regions.length > 0
      ? `, which is not among those in which ${title} lists ${product}${near ? `: the nearest is ${near}` : ''}`
      : '';
  const message = `${error.message.replace(/\.$/, '')}. ${error.unreachable} has never answered. Its region is ${region}${listed}.`;
  const remedy = near ? `Did you mean {input:region} ${near}? ${error.remedy}` : error.remedy;
  return new CloudError(message, { ...error, remedy, cause: error });
}
