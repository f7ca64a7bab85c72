/** Who can tell that a person holds the one-time code sent to a phone. */
export interface IdentityProvider {
  /** True when `code` is the code last sent to `phone` and has not been used. */
  verify(phone: string, code: string): Promise<boolean>;
  /** Sends a one-time code to the phone of a person who is known by id alone: the gateway keeps no phone number it could send to. */
  sendTo(userId: string): Promise<void>;
  /** True when `code` is the code last sent to this person and has not been used. */
  verifyFor(userId: string, code: string): Promise<boolean>;
}

/** The one-time code every phone number has in the sandbox. */
export const SANDBOX_CODE = '888888';

/** The sandbox's provider: sends nothing, and takes 888888 for every number and person. */
export const sandboxIdentity: IdentityProvider = {
  verify: (_phone, code) => Promise.resolve(code === SANDBOX_CODE),
  sendTo: () => Promise.resolve(),
  verifyFor: (_userId, code) => Promise.resolve(code === SANDBOX_CODE),
};
