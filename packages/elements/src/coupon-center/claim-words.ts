import { msg, str } from '../locale/localize.js';
import { problemText } from '../problem-text.js';

/** What became of a claim that did not give a coupon, and what to do now. `wait` is the seconds the gateway asked for. */
export function claimWords(code: string, wait?: number): string {
  switch (code) {
    case 'sold_out': return msg('手慢一步，这一批已抢光');
    case 'limit_reached': return msg('您已领满，这张券不能再领');
    case 'person_limit_reached': return msg('同一人名下的账户已领满，换账户也不能再领');
    case 'period_limit_reached': return msg('这一场您已领满，下一场再来');
    case 'not_eligible': return msg('暂不符合领取条件，点“规则”看差哪一条');
    case 'identity_needed': return msg('这张券限实名用户，完成实名认证后再来领');
    case 'position_needed': return msg('领这张券要核对您在哪里，再点一次并允许使用位置');
    case 'outside_area': return msg('您现在不在活动范围里，到了再点一次');
    case 'not_started': return msg('还没开始，到点按钮会亮起');
    case 'campaign_paused': return msg('活动暂停中，恢复后可以再领');
    case 'campaign_over': return msg('活动已结束，下次早点来');
    case 'drawn_not_claimed': return msg('这张券改为抽签，点“报名”参加');
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
