/** All that the sign-in page says, and the frame about it. */
export interface Words {
  readonly title: string;
  readonly lead: string;
  readonly phone: string;
  readonly code: string;
  readonly submit: string;
  readonly busy: string;
  readonly sandbox: string;
  readonly badPhone: string;
  readonly badCode: string;
  readonly refused: string;
  readonly tooMany: string;
  readonly offline: string;
  readonly failed: string;
  readonly request: string;
  readonly lost: string;
  readonly blocked: string;
}

const simplified: Words = {
  title: '登录', lead: '登录后使用付款码、优惠券、权益与低碳能量', phone: '手机号', code: '短信验证码', submit: '登录', busy: '正在登录', sandbox: '测试环境不发短信，验证码为 888888',
  badPhone: '请输入 11 位手机号', badCode: '请输入 6 位验证码', refused: '手机号或验证码不正确，请核对后再试', tooMany: '尝试次数过多，请稍后再试', offline: '网络不可用，请检查后再试', failed: '暂时无法登录，请稍后再试', request: '请求编号', lost: '请关闭此窗口，从商家页面重新打开', blocked: '浏览器拦截了登录窗口，请允许弹出窗口后再试',
};

const traditional: Words = {
  title: '登入', lead: '登入後使用付款碼、優惠券、權益與低碳能量', phone: '手機號碼', code: '短訊驗證碼', submit: '登入', busy: '正在登入', sandbox: '測試環境不發短訊，驗證碼為 888888',
  badPhone: '請輸入 11 位手機號碼', badCode: '請輸入 6 位驗證碼', refused: '手機號碼或驗證碼不正確，請核對後再試', tooMany: '嘗試次數過多，請稍後再試', offline: '網絡不可用，請檢查後再試', failed: '暫時無法登入，請稍後再試', request: '請求編號', lost: '請關閉此視窗，從商家頁面重新開啟', blocked: '瀏覽器攔截了登入視窗，請允許彈出視窗後再試',
};

const english: Words = {
  title: 'Sign in', lead: 'For your pay code, coupons, rights and low-carbon energy', phone: 'Phone number', code: 'Code sent to your phone', submit: 'Sign in', busy: 'Signing in', sandbox: 'Test environment: nothing is sent, the code is 888888',
  badPhone: 'Enter the 11 digits of your phone number', badCode: 'Enter the 6 digits of the code', refused: 'The phone number or the code is not right. Check both and try again', tooMany: 'Too many tries. Please try again later', offline: 'No network. Check it and try again', failed: 'Signing in does not work right now. Please try again later', request: 'Request id', lost: 'Close this window and open it again from the merchant\'s page', blocked: 'The browser blocked the sign-in window. Allow pop-ups and try again',
};

/** The words for a BCP 47 tag: English and traditional Chinese by name, simplified Chinese for the rest. */
export const wordsFor = (locale: string): Words => (/^en\b/i.test(locale) ? english : /^(zh-(hk|mo|tw|hant)|yue)\b/i.test(locale) ? traditional : simplified);
