/**
 * A refusal in a vendor's words. Thrown by signatures, services and faults; the envelope around it
 * (Alibaba RPC, ACK's lower case, Volcengine `ResponseMetadata`) is put on where it is answered.
 */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  readonly code: string;
  /** The permission that was missing, where that is the reason. */
  readonly permission: string | undefined;

  constructor(status: number, code: string, message: string, permission?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.permission = permission;
  }
}

/** Alibaba's word for a parameter that must be there. */
export function missing(name: string): ApiError {
  return new ApiError(
    400,
    `MissingParameter.${name}`,
    `The specified parameter ${name} should not be empty.`,
  );
}
