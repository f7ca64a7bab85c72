import { msg, str } from '../locale/localize.js';
import { problemText } from '../problem-text.js';

/** What became of a claim that did not give a coupon, and what to do now. `wait` is the seconds the gateway asked for. */
export function claimWords(code: string, wait?: number): string {
  switch (code) {
    case 'sold_out': return msg('手慢一步，这一批已抢光');
    case 'limit_reached': return msg('您已领满，这张券不能再领');
    case 'not_eligible': return msg('暂不符合领取条件，要求写在规则里');
    case 'not_started': return msg('还没开始，到点按钮会亮起');
    case 'campaign_over': return msg('活动已结束，下次早点来');
    case 'rate_limited': return wait ? msg(str`抢的人太多，请 ${wait} 秒后再点`) : msg('抢的人太多，请稍后再点');
    case 'conflict':
    case 'request_in_progress': return msg('上一次领取还在处理，请稍后再点');
    case 'network_error':
    case 'timeout': return msg('没收到结果。恢复网络后再点一次，不会重复领取');
    default: {
      const { title, next } = problemText(code);
      return `${title} ${next}`;
    }
  }
}
