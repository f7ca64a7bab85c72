import { css, html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { close } from './rare-icons.js';
import { msg } from './locale/localize.js';

/** What a sheet shows and what happens when it goes. */
interface Sheet {
  readonly heading: string;
  readonly body: TemplateResult;
  /** Called once it has closed, by its button, Escape or a tap beside it. */
  readonly onClose: () => void;
  readonly look?: string;
}

export const sheetStyles = css`
  dialog{border:0;padding:18px;margin:auto;width:min(400px,100% - 24px);max-height:calc(100% - 24px);border-radius:var(--_radius-card);background:var(--_surface);color:inherit;box-shadow:var(--_shadow-card);overflow:auto;overscroll-behavior:contain}
  dialog::backdrop{background:oklch(.15 .02 200/.5)}
  dialog[open]{animation:rise var(--_duration-quick) ease-out}
  @keyframes rise{from{opacity:0;translate:0 12px}}
  @media (max-width:480px){dialog.sheet{margin-block-end:max(12px,env(safe-area-inset-bottom))}}
  .close{flex:none;width:32px;height:32px;display:grid;place-items:center;color:var(--_ink-soft);border-radius:50%}
  dialog header{margin-block-end:10px}
  .sheet>header{position:sticky;inset-block-start:-18px;z-index:1;margin:-18px -18px 2px;padding:18px 18px 8px;background:var(--_surface)}
`;

/** A dialog opens only in a document, where the template puts it right after this. A tap beside it closes it, as Escape does. */
const open = (element: Element | undefined): void => queueMicrotask(() => {
  if (!(element instanceof HTMLDialogElement) || !element.isConnected || element.open) return;
  element.addEventListener('click', ({ target }) => {
    if (target === element) element.close();
  });
  element.showModal();
});

/** A modal sheet that opens when it is rendered; the browser gives the focus back when it closes. Load it lazily, with `sheetStyles`. */
export const sheet = ({ heading, body, onClose, look = 'sheet' }: Sheet): TemplateResult => html`
  <dialog class=${look} part="sheet" aria-label=${heading} ${ref(open)} @close=${onClose}>
    <header><h2>${heading}</h2>
      <button class="close" aria-label=${msg('关闭')} @click=${(event: Event) => (event.currentTarget as Element).closest('dialog')?.close()}>${close()}</button></header>
    ${body}
  </dialog>`;
