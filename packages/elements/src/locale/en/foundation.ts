import type { Messages } from '../localize.js';

export const foundation: Messages = {
  '这里还没有内容': 'Nothing here yet',
  '登录': 'Sign in',
  '登录后即可使用': 'Sign in to use this',
  '暂时打不开': 'This cannot be shown right now',
  '网络不可用': 'No network',
  '网络不可用，显示的是 {0} 的内容': 'No network. Showing what was there at {0}',
  '重试': 'Try again',
  '请求编号': 'Request',
  '没有成功': 'That did not work',
  '请稍后再试': 'Try again in a moment.',
  '{0}。{1}': '{0}. {1}',
  '关闭': 'Close',
};
