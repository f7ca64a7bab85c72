/** The page's own words in its two other languages, by the Chinese text they stand for. */
export const texts = {
  'zh-HK': {
    '跳到正文': '跳到正文', '泉城通': '泉城通', '济南': '濟南', '登录为': '登入身份', '林晓': '林曉', '陈默': '陳默', '语言': '語言', '外观': '外觀',
    '跟随系统': '跟隨系統', '浅色': '淺色', '深色': '深色', '{0}，你好': '{0}，你好', '一座城的日常，一个码就够。': '一座城的日常，一個碼就夠。',
    '常用': '常用', '付款码': '付款碼', '扫一扫': '掃一掃', '付款方式': '付款方式', '领券中心': '領券中心', '权益钱包': '權益錢包', '低碳能量': '低碳能量', '玩一玩': '玩一玩', '今天怎么回家': '今日怎樣回家',
    '演示行程：点一下，就当刚刚到站，减排记到低碳能量里。': '示範行程：按一下，就當剛剛到站，減排記到低碳能量裏。',
    '骑行 4.2 公里': '單車 4.2 公里', '到家即可收取': '到家即可收取', '地铁 1 号线 8 公里': '地鐵 1 號線 8 公里', '两天后成熟': '兩日後成熟',
    '主导航': '主導覽', '首页': '主頁', '领券': '領券', '付款': '付款', '权益': '權益', '低碳': '低碳',
    '记下了：减排 {0} 克，两天后成熟。': '記下了：減排 {0} 克，兩日後成熟。', '去看看': '去看看', '到家了：减排 {0} 克，可以收取。': '到家了：減排 {0} 克，可以收取。', '去收取': '去收取',
    '先在低碳能量里同意使用出行数据，行程才会变成能量。': '先在低碳能量裏同意使用出行資料，行程才會變成能量。', '去开启': '去開啟', '这次没有记下来，请稍后再试。': '這次沒有記下來，請稍後再試。',
  },
  en: {
    '跳到正文': 'Skip to content', '泉城通': 'Quancheng', '济南': 'Jinan', '登录为': 'Signed in as', '林晓': 'Lin Xiao', '陈默': 'Chen Mo', '语言': 'Language', '外观': 'Appearance',
    '跟随系统': 'System', '浅色': 'Light', '深色': 'Dark', '{0}，你好': 'Hello, {0}', '一座城的日常，一个码就够。': 'One code for a city’s every day.',
    '常用': 'Shortcuts', '付款码': 'Pay code', '扫一扫': 'Scan', '付款方式': 'Ways to pay', '领券中心': 'Coupons', '权益钱包': 'Rights wallet', '低碳能量': 'Low-carbon energy', '玩一玩': 'Engage', '今天怎么回家': 'How did you get home?',
    '演示行程：点一下，就当刚刚到站，减排记到低碳能量里。': 'Demo rides: press one as if you had just arrived; what it saves goes to your low-carbon energy.',
    '骑行 4.2 公里': 'Cycled 4.2 km', '到家即可收取': 'Collect on arrival', '地铁 1 号线 8 公里': 'Metro line 1, 8 km', '两天后成熟': 'Ripe in two days',
    '主导航': 'Main', '首页': 'Home', '领券': 'Coupons', '付款': 'Pay', '权益': 'Rights', '低碳': 'Energy',
    '记下了：减排 {0} 克，两天后成熟。': 'Noted: {0} g saved, ripe in two days.', '去看看': 'See it', '到家了：减排 {0} 克，可以收取。': 'Home: {0} g saved, ready to collect.', '去收取': 'Collect',
    '先在低碳能量里同意使用出行数据，行程才会变成能量。': 'Rides become energy once you agree to it in Low-carbon energy.', '去开启': 'Turn on', '这次没有记下来，请稍后再试。': 'That was not recorded. Please try again later.',
  },
} as const;
