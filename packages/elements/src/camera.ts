import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { DecoderError, openDecoder, type Decoder, type Symbology } from './decoder.js';

/** Why the camera does not show: the page is not secure, there is none, it was refused, another app holds it, or nothing can read its pictures. */
export type CameraFault = 'insecure' | 'no_camera' | 'denied' | 'busy' | DecoderError['reason'];

/** Milliseconds between looks: at most five a second. */
const PAUSE = 200;

const faultOf = (error: unknown): CameraFault => {
  if (error instanceof DecoderError) return error.reason;
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError': case 'SecurityError': return 'denied';
    case 'NotFoundError': case 'OverconstrainedError': return 'no_camera';
    default: return 'busy';
  }
};

/**
 * The camera behind the host's `<video>`, which shows `stream`: looks for a symbol a few times a second and calls back once with
 * what it says. It stops then, when the page is hidden and when the host goes, and goes on when the page is shown again.
 */
export class CameraController implements ReactiveController {
  stream: MediaStream | undefined;
  fault: CameraFault | undefined;
  /** Whether the light is on; undefined where the camera has none. */
  torch: boolean | undefined;

  #asking: object | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hidden = false;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly renderRoot: ParentNode },
    private readonly symbologies: readonly Symbology[],
    private readonly onText: (text: string) => void,
  ) {
    host.addController(this);
  }

  /** It shows, or is about to. */
  get on(): boolean {
    return this.#asking !== undefined;
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#hidden = false;
    this.stop();
  }

  /** Asks for the camera, and for the user's leave if the browser has not got it. */
  async start(): Promise<void> {
    this.stop();
    const asking = (this.#asking = {});
    this.fault = undefined;
    this.host.requestUpdate();
    try {
      const stream = await this.#open();
      if (asking !== this.#asking) return stop(stream);
      this.stream = stream;
      const [track] = stream.getVideoTracks();
      this.torch = (track?.getCapabilities?.() as { torch?: boolean } | undefined)?.torch ? false : undefined;
      track?.addEventListener('ended', () => this.#fail(asking, 'busy'));
      this.host.requestUpdate();
      const decoder = await openDecoder(this.symbologies);
      if (asking === this.#asking) this.#look(decoder, asking);
    } catch (error) {
      this.#fail(asking, error instanceof InsecureError ? 'insecure' : faultOf(error));
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    if (this.stream) stop(this.stream);
    this.#asking = this.stream = this.torch = undefined;
    this.host.requestUpdate();
  }

  /** Turns the light on or off. */
  async light(on: boolean): Promise<void> {
    const { stream } = this;
    try {
      await stream?.getVideoTracks()[0]?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
      if (stream === this.stream) this.torch = on;
    } catch {
      this.torch = undefined;
    }
    this.host.requestUpdate();
  }

  async #open(): Promise<MediaStream> {
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (!isSecureContext || !devices?.getUserMedia) throw new InsecureError();
    return devices.getUserMedia({ audio: false, video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } } });
  }

  #look(decoder: Decoder, asking: object): void {
    this.#timer = setTimeout(() => {
      const video = this.host.renderRoot.querySelector('video');
      const read = video && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? decoder.read(video) : Promise.resolve(undefined);
      read.then((text) => {
        if (asking !== this.#asking) return;
        if (text === undefined) this.#look(decoder, asking);
        else {
          this.stop();
          this.onText(text);
        }
      }, (error: unknown) => this.#fail(asking, faultOf(error)));
    }, PAUSE);
  }

  #fail(asking: object, fault: CameraFault): void {
    if (asking !== this.#asking) return;
    this.stop();
    this.fault = fault;
    this.host.requestUpdate();
  }

  #onVisibility = (): void => {
    if (document.hidden) {
      this.#hidden = this.on;
      this.stop();
    } else if (this.#hidden) {
      this.#hidden = false;
      void this.start();
    }
  };
}

/** Cameras are given to secure pages only. */
class InsecureError extends Error {}

const stop = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};
