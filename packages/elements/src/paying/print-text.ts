const sheetText = '@page{margin:6mm}body{margin:0;font:14px/1.5 system-ui,sans-serif;color:#000;background:#fff}p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;min-height:.8em}p:first-child{font-size:18px;font-weight:600}';

/** Prints some lines and nothing else of the page, by a frame of its own that goes when it is done. */
export function printText(lines: readonly string[]): void {
  const frame = document.createElement('iframe');
  frame.width = frame.height = '0';
  frame.style.setProperty('position', 'fixed');
  frame.style.setProperty('border', '0');
  document.body.append(frame);
  const view = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!view) return frame.remove();
  const styles = new view.CSSStyleSheet();
  styles.replaceSync(sheetText);
  view.document.adoptedStyleSheets = [styles];
  view.document.body.append(...lines.map((text) => Object.assign(view.document.createElement('p'), { textContent: text })));
  view.addEventListener('afterprint', () => frame.remove());
  view.focus();
  view.print();
}
