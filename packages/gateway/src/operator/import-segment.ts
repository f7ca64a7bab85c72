import { sql } from 'kysely';
import { withRetry, type Database } from '../database.js';
import { shardOf, shardOfText } from '../id.js';
import { readList, refusedLines, type Entry } from './read-file.js';
import { Refused, type OperatorContext, type Told } from './told.js';

const shape = {
  heads: ['user', 'user_id', 'userid', 'reference', '用户', '用户编号', '用户标识'],
  // What a platform calls its users is the platform's to choose: anything printable.
  pattern: /^[^\p{Cc}]{1,200}$/u, expected: 'a user id (usr_…) or what the platform calls its user',
} as const;

const CHUNK = 5000;

/** Adds a file's users to a segment, all or none: user ids, or what `platformId` calls them. Users that are in it stay in it. */
export async function importSegment(ctx: OperatorContext, { name, path, platformId }: { readonly name: string; readonly path: string; readonly platformId: string | undefined }): Promise<Told> {
  if (!/^[a-z][a-z0-9_]{1,40}$/.test(name)) throw new Refused(`A segment's name is 2 to 41 small letters, digits and _; ${JSON.stringify(name)} came.`);
  const entries = readList(path, shape);
  if (platformId === undefined && entries.some(({ text }) => !text.startsWith('usr_'))) throw new Refused(`${path} names users as a platform does; say which one with --platform plt_….`);
  const added = await withRetry(ctx.db, async (db) => {
    const faults: { at: string; detail: string }[] = [];
    let count = 0;
    for (let start = 0; start < entries.length; start += CHUNK) {
      const chunk = entries.slice(start, start + CHUNK);
      const users = await usersOf(db, chunk, platformId ?? '');
      for (const { line, text } of chunk) if (!users.has(text)) faults.push({ at: `line ${line}`, detail: 'There is no such user.' });
      if (faults.length === 0) count += await addMembers(db, name, [...new Set(users.values())]);
      ctx.say(`${start + chunk.length} of ${entries.length} users`);
    }
    if (faults.length > 0) throw refusedLines(path, faults);
    return count;
  });
  return { lines: [`${added} users added to ${name}; ${entries.length - added} were in it.`], data: { segment: name, added, named: entries.length } };
}

/** The ids of the users that entries name, by the entry's text. */
async function usersOf(db: Database, entries: readonly Entry[], platformId: string): Promise<Map<string, string>> {
  const asked = entries.map(({ text }) => (text.startsWith('usr_')
    ? { named: text, shard_key: shardOf(text), user_id: text, reference: null }
    : { named: text, shard_key: shardOfText(`${platformId}/${text}`), user_id: null, reference: text }));
  const { rows } = await sql<{ named: string; user_id: string }>`
    with asked as (
      select * from json_to_recordset(${JSON.stringify(asked)}::json) as asked (named text, shard_key integer, user_id text, reference text))
    select asked.named, person.id as user_id from asked join person on person.shard_key = asked.shard_key and person.id = asked.user_id
    union all
    select asked.named, person_link.user_id from asked join person_link
      on person_link.shard_key = asked.shard_key and person_link.platform_id = ${platformId} and person_link.reference = asked.reference`.execute(db);
  return new Map(rows.map(({ named, user_id }) => [named, user_id]));
}

async function addMembers(db: Database, segment: string, users: readonly string[]): Promise<number> {
  const rows = await db.insertInto('segment_member').values(users.map((user_id) => ({ shard_key: shardOf(user_id), segment, user_id })))
    .onConflict((on) => on.columns(['shard_key', 'user_id', 'segment']).doNothing()).returning('user_id').execute();
  return rows.length;
}
