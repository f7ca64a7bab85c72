import '@tessera/elements/provider';
import '@tessera/elements/cashier';

const clock = document.getElementById('clock');
const time = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

const tick = (): void => {
  if (clock) clock.textContent = time.format(new Date());
};
tick();
setInterval(tick, 5_000);
