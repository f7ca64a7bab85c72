/** Who can tell that the person with this phone holds the one-time code sent to it. */
export interface IdentityProvider {
  /** True when `code` is the code last sent to `phone` and has not been used. */
  verify(phone: string, code: string): Promise<boolean>;
}

/** The one-time code every phone number has in the sandbox. */
export const SANDBOX_CODE = '888888';

/** The sandbox's provider: sends nothing, and takes 888888 for every number. */
export const sandboxIdentity: IdentityProvider = {
  verify: (_phone, code) => Promise.resolve(code === SANDBOX_CODE),
};
