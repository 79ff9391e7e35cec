import { percentEncode } from '../clouds/encoding.ts';

/**
 * Addresses of the vendors' consoles. None of them is documented and none was verified: they follow addresses that the
 * vendors' users have written down in public, and lead to the page that is nearest to a task.
 */

/** The container group that a commit task belongs to. */
export function eciConsole(region: string, group: string): string {
  return `https://eci.console.aliyun.com/#/eci/${region}/detail/${percentEncode(group)}/containers`;
}

/** The instance of Container Registry. */
export function crConsole(region: string, instanceId: string): string {
  return `https://cr.console.aliyun.com/${region}/instance/${percentEncode(instanceId)}/dashboard`;
}

/** The machine images of a region, or one of them. */
export function ecsConsole(region: string, imageId = ''): string {
  return imageId
    ? `https://ecs.console.aliyun.com/image/${percentEncode(imageId)}/detail?regionId=${region}`
    : `https://ecs.console.aliyun.com/image/region/${region}`;
}

/** The cluster that a task works on; nothing where the answer does not name it. */
export function ackConsole(clusterId: string | undefined): string | undefined {
  return (
    clusterId &&
    `https://cs.console.aliyun.com/#/k8s/cluster/${percentEncode(clusterId)}/v2/info/overview`
  );
}

/** The images of a region of Volcengine. */
export function volcengineEcsConsole(region: string): string {
  return `https://console.volcengine.com/ecs/region:ecs+${region}/image`;
}
