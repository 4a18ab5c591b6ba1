import { calculatePKCECodeChallenge, generateRandomCodeVerifier } from 'oauth4webapi';

const VERIFIER = 'verifier';

/** A new challenge; its verifier waits in the session's storage for the callback. */
export async function newChallenge() {
  const verifier = generateRandomCodeVerifier();
  sessionStorage.setItem(VERIFIER, verifier);
  return { code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' };
}

export const storedVerifier = () => sessionStorage.getItem(VERIFIER) ?? '';
