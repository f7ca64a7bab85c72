import { hex, readTlv, TlvError, writeTlv, type Tlv } from './tlv.js';

/** What every consumer-presented payload begins with: the base64 of `85 05 "CPV01"` (EMVCo CPM 5.1.1.1). */
export const CPM_START = 'hQVDUFY';
/** Readers have to take no more (CPM 3.1). */
export const CPM_CHARACTERS = 512;
const VERSION = '4350563031';

/** One way to pay that a code offers: an ADF name (AID), and its objects with those common to all, by tag. */
export interface CpmApplication {
  readonly aid: string;
  readonly objects: ReadonlyMap<string, Uint8Array>;
}

/**
 * Reads an EMVCo consumer-presented payload (Consumer-Presented Mode v1.1). A template without an ADF name of 5 to 16 bytes
 * is skipped, and unknown objects are kept unread. Throws `TlvError` that says where the payload goes wrong.
 */
export function parseCpm(text: string): CpmApplication[] {
  if (text.length > CPM_CHARACTERS) throw new TlvError('', `at most ${CPM_CHARACTERS} characters`, `${text.length}`);
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64').replace(/=+$/, '') !== text.replace(/=+$/, '')) throw new TlvError('', 'base64 (RFC 4648)', 'something else');
  return readApplications(bytes);
}

/** `parseCpm` for the bytes themselves. */
export function readApplications(bytes: Uint8Array): CpmApplication[] {
  const root = readTlv(bytes);
  const [version] = root;
  if (version?.tag !== '85' || hex(version.value) !== VERSION) throw new TlvError('85', 'the payload format indicator "CPV01" first', version === undefined ? 'nothing' : 'something else');
  if (root.filter(({ tag }) => tag === '85').length > 1) throw new TlvError('85', 'it once', 'it twice');
  const templates = root.filter(({ tag }) => tag === '61');
  if (templates.length < 1 || templates.length > 2) throw new TlvError('61', 'one or two application templates', `${templates.length}`);
  const common = root.filter(({ tag }) => tag === '62');
  if (common.length > 1) throw new TlvError('62', 'at most one common data template', `${common.length}`);
  const shared = common.flatMap(({ value }) => readTlv(value, '62'));
  return templates.flatMap(({ value }) => readApplication([...readTlv(value, '61'), ...shared]));
}

/** Writes a payload with one application: its AID, a label of 1 to 16 characters, and a number of up to 20 digits. */
export function writeCpm({ aid, label, number }: { readonly aid: string; readonly label: string; readonly number: string }): string {
  const application = writeTlv([
    { tag: '4F', value: Buffer.from(aid, 'hex') }, { tag: '50', value: Buffer.from(label, 'ascii') }, { tag: '5A', value: compressed(number) },
  ]);
  return Buffer.from(writeTlv([{ tag: '85', value: Buffer.from(VERSION, 'hex') }, { tag: '61', value: application }])).toString('base64');
}

/** The digits of a compressed numeric value ("cn": two digits a byte, padded with F), or null when it is none. */
export const digitsOf = (value: Uint8Array): string | null => /^(\d+)F?$/.exec(hex(value))?.[1] ?? null;

const compressed = (digits: string): Buffer => Buffer.from(digits.length % 2 === 0 ? digits : `${digits}F`, 'hex');

function readApplication(all: readonly Tlv[]): CpmApplication[] {
  const objects = new Map<string, Uint8Array>();
  for (const { tag, value } of all) {
    if (objects.has(tag)) throw new TlvError(`61/${tag}`, 'each object once in an application and the common data', 'it twice');
    objects.set(tag, value);
  }
  const name = objects.get('4F');
  return name === undefined || name.length < 5 || name.length > 16 ? [] : [{ aid: hex(name), objects }];
}
