import { msg } from './locale/localize.js';

/** What happened and what to do now, for one of the contract's problem codes. */
export function problemText(code: string): { title: string; next: string } {
  return { title: msg('没有成功'), next: msg('请稍后再试') + (code ? '' : '') };
}
