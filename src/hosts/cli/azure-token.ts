import { unprintable } from '../../clouds/printable.ts';
import { CloudError } from '../../model/errors.ts';
import type { World } from '../../model/world.ts';
import { askForToken, type IdTokenService } from '../token-service.ts';

/** Set in a job of Azure Pipelines; the second only where the step maps it. */
export const AZURE_TOKENS = { url: 'SYSTEM_OIDCREQUESTURI', bearer: 'SYSTEM_ACCESSTOKEN' } as const;

/** What a token is made for: the tasks AzureCLI@2 and AzurePowerShell@5 set it, and any other step may. */
export const AZURE_CONNECTION = 'AZURESUBSCRIPTION_SERVICE_CONNECTION_ID';

const MAPPED = `Give the step \`env: ${AZURE_TOKENS.bearer}: $(System.AccessToken)\`.`;

/** As Microsoft's own clients ask it (AzurePipelinesCredential of @azure/identity, azure-pipelines-tasks). */
const SERVICE: Omit<IdTokenService, 'query'> = {
  ...AZURE_TOKENS,
  title: 'The OIDC token service of Azure Pipelines',
  method: 'POST',
  scheme: 'Bearer',
  // Without the second, a refusal is a way to a page on which people sign in.
  headers: { 'content-type': 'application/json', 'x-tfs-fedauthredirect': 'Suppress' },
  field: 'oidcToken',
  missing: {
    message: `Azure Pipelines offers this step no OIDC token for {input:role-to-assume}: ${AZURE_TOKENS.bearer} is not set.`,
    remedy: MAPPED,
  },
  strange: `Azure Pipelines sets it for each job. ${MAPPED}`,
  refused: `Check that ${AZURE_CONNECTION} is the id of a service connection with workload identity federation, and that this pipeline may use it. ${MAPPED}`,
};

/**
 * A new OIDC token of this job, for the service connection that a variable names. Its audience is that of Azure, whatever
 * the cloud would like.
 */
export async function fetchAzureToken(
  world: Pick<World, 'clock' | 'http' | 'env'>,
  mask: (secret: string) => void,
  signal: AbortSignal,
): Promise<string> {
  const serviceConnectionId = world.env[AZURE_CONNECTION]?.trim() ?? '';
  if (serviceConnectionId === '' || unprintable(serviceConnectionId)) {
    throw new CloudError(
      `Azure Pipelines makes an OIDC token for a service connection only, and ${AZURE_CONNECTION} names none.`,
      {
        kind: 'credential',
        remedy:
          'Set it to the id of one with workload identity federation, or run this in the task AzureCLI@2, which sets it.',
      },
    );
  }
  const query = { 'api-version': '7.1', serviceConnectionId };
  return askForToken({ ...SERVICE, query }, world, mask, signal);
}
