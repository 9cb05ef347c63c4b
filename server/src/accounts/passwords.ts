// Passwords: hashed a few at a time, so that a hundred wrong tries hold nobody up, and refused where they are among the
// first that anybody would guess.
import { availableParallelism } from 'node:os';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import pLimit from 'p-limit';
import { fieldProblem } from '../http/problem.ts';

/** How passwords are hashed and compared. */
export interface Passwords {
  hash(password: string): Promise<string>;
  verify(given: { hash: string; password: string }): Promise<boolean>;
}

/**
 * scrypt runs on Node's four worker threads, which files, DNS and compression need as well: half of the processors may
 * hash at once, two at most. The rest waits in line.
 */
export const hashingAtOnce = Math.max(1, Math.min(2, availableParallelism() >> 1));

/** Hashing in bounded numbers; `functions` are better-auth's unless given. */
export function createPasswords(
  functions: Passwords = { hash: hashPassword, verify: verifyPassword },
): Passwords {
  const atOnce = pLimit(hashingAtOnce);
  return {
    hash: (password) => atOnce(() => functions.hash(password)),
    verify: (given) => atOnce(() => functions.verify(given)),
  };
}

/** Longer ones take the estimator long, and what is strong so far is strong. */
const judgedLength = 64;
/** Of zxcvbn's scores: 2 stands for more than a million guesses. */
const leastScore = 2;

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/**
 * Throws a `weak-password` problem for a password that is common, a pattern of the keyboard, a repetition, a date, or
 * made of what is known of the person.
 */
export function refuseWeakPassword(password: string, { name, email }: { name: string; email: string }): void {
  const known = [name, email, ...name.split(/\s+/), ...email.split(/[@.+_-]/), 'galley'];
  const { score } = estimator.check(
    password.slice(0, judgedLength),
    known.filter((word) => word.length > 2),
  );
  if (score >= leastScore) return;
  const message = 'This password is among the first that anybody would guess.';
  throw fieldProblem('weak-password', 'password', message);
}
