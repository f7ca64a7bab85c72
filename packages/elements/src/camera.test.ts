import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { LitElement } from 'lit';
import { CameraController } from './camera.js';
import { fakeCamera, qrCanvas, streamOf } from './testing/fake-camera.js';

class Finder extends LitElement {
  readonly texts: string[] = [];
  readonly camera = new CameraController(this, ['qr_code'], (text) => this.texts.push(text));
  protected override render() {
    return html`<video muted playsinline autoplay .srcObject=${this.camera.stream ?? null}></video>`;
  }
}
customElements.define('test-finder', Finder);

let restore = (): void => undefined;
const finder = async (open: () => Promise<MediaStream>): Promise<Finder> => {
  restore = fakeCamera(open);
  return fixture<Finder>(html`<test-finder></test-finder>`);
};

describe('the camera', () => {
  afterEach(() => restore());

  it('reads the code before it, once, and lets the camera go', async () => {
    const stream = streamOf(qrCanvas('at the till', 8));
    const host = await finder(async () => stream);
    await host.camera.start();
    await waitUntil(() => host.texts.length > 0, 'a code', { timeout: 8000 });
    expect(host.texts).to.deep.equal(['at the till']);
    expect(host.camera.on).to.equal(false);
    expect(stream.getTracks().every(({ readyState }) => readyState === 'ended')).to.equal(true);
  });

  for (const [name, fault] of [['NotAllowedError', 'denied'], ['NotFoundError', 'no_camera'], ['NotReadableError', 'busy']] as const) {
    it(`says ${fault} when the browser says ${name}`, async () => {
      const host = await finder(async () => Promise.reject(new DOMException('', name)));
      await host.camera.start();
      expect(host.camera.fault).to.equal(fault);
      expect(host.camera.on).to.equal(false);
    });
  }

  it('is not there on a page that is not secure', async () => {
    const host = await finder(async () => Promise.reject(new Error('never asked')));
    Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: undefined });
    await host.camera.start();
    expect(host.camera.fault).to.equal('insecure');
  });

  it('lets a camera go that came after the host had left', async () => {
    const stream = streamOf(qrCanvas('late', 8));
    let give: (stream: MediaStream) => void = () => undefined;
    const host = await finder(() => new Promise((resolve) => { give = resolve; }));
    const started = host.camera.start();
    host.remove();
    give(stream);
    await started;
    expect(stream.getTracks().every(({ readyState }) => readyState === 'ended')).to.equal(true);
    expect(host.camera.stream).to.equal(undefined);
  });

  it('stops when the page is hidden and goes on when it is shown again', async () => {
    const opened: MediaStream[] = [];
    const host = await finder(async () => {
      opened.push(streamOf(document.createElement('canvas')));
      return opened.at(-1) as MediaStream;
    });
    await host.camera.start();
    const hide = (hidden: boolean) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    hide(true);
    expect(host.camera.on).to.equal(false);
    expect(opened[0]?.getTracks().every(({ readyState }) => readyState === 'ended')).to.equal(true);
    hide(false);
    await waitUntil(() => host.camera.stream !== undefined);
    expect(opened).to.have.length(2);
    Reflect.deleteProperty(document, 'hidden');
    host.remove();
  });
});
