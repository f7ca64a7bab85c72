import type { Services } from '../context.js';

/** What an operator's command works with: the gateway's services, who gives the command, and where its progress is said. */
export interface OperatorContext extends Services {
  /** Written into the audit. */
  readonly actor: string;
  /** Says one line of progress to a person who waits. */
  readonly say: (line: string) => void;
}

/** What a command found or did: lines for people, the same as data for machines. Exit code 1 for an answer nobody wished for. */
export interface Told {
  readonly lines: readonly string[];
  readonly data: unknown;
  readonly exit?: 0 | 1;
}

/** The command was understood and can't be done; nothing has changed. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(sentence: string, readonly faults: readonly { readonly at: string; readonly detail: string }[] = []) {
    super(sentence);
  }
}

/** Most faults named at once. */
export const FAULTS_MAX = 20;
