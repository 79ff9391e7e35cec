/** True of an answer of success, read whole: a part of one (206) is none. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299 && status !== 206;
}

/** True where the server has trouble of its own, or too much to do: what it says of this request, it may not say of the next. */
export function isTrouble(status: number): boolean {
  return status >= 500 || status === 408 || status === 429;
}
