import { msg, str } from '../locale/localize.js';

/** EMVCo's data objects (MPM 4.8) that a store's code can get wrong, by their ids. */
const name = (id: string): string => {
  const [first = ''] = id.split('.');
  switch (first) {
    case '00': return msg('版本');
    case '01': return msg('使用次数');
    case '52': return msg('行业');
    case '53': return msg('币种');
    case '54': return msg('金额');
    case '55': case '56': case '57': return msg('小费');
    case '58': return msg('国家');
    case '59': return msg('商户名');
    case '60': return msg('城市');
    case '61': return msg('邮编');
    case '62': return msg('附加信息');
    case '63': return msg('校验码');
    case '64': return msg('商户的另一种文字');
    default: return Number(first) >= 2 && Number(first) <= 51 ? msg('收款账户') : msg('附加内容');
  }
};

/** What the gateway found wrong with a code, in words, each once: it names the object, what it expected and what came. */
export function faultWords(errors: unknown): string[] {
  const details = Array.isArray(errors) ? errors.map((error: { detail?: unknown } | null) => (typeof error?.detail === 'string' ? error.detail : '')) : [];
  const words = details.flatMap((detail) => {
    const [found, id, came] = /^(?:Object ([\d.]+)|The payload): expected .*; (.*) came\.$/.exec(detail) ?? [];
    if (!found) return [];
    if (!id) return [msg('内容的结构不对')];
    return [came === 'none' ? msg(str`缺少${name(id)}（${id}）`) : msg(str`${name(id)}不对（${id}）`)];
  });
  return [...new Set(words)];
}
