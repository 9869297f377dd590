// A spoken note: recorded while a button is on, kept piece by piece so that a killed browser loses seconds and not the note.
import { onUnmounted, ref, type Ref } from 'vue';

export const kLongestMs = 180_000; // what a listener will listen to
export const kPieceMs = 2_000;
const kBitsPerSecond = 32_000; // speech; three minutes stay below a megabyte
const kKinds = ['audio/webm', 'audio/mp4', 'audio/ogg']; // the first that this browser can

export type VoiceState = 'off' | 'asking' | 'on' | 'needs_https' | 'none' | 'refused';

export interface Voice {
  state: Ref<VoiceState>;
  spoken_ms: Ref<number>;
  toggle: () => Promise<void>;
}

export function use_voice(sound: Ref<Blob | null>): Voice {
  const state = ref<VoiceState>('off');
  const spoken_ms = ref(0);
  let recorder: MediaRecorder | null = null;
  let timer: number | undefined;
  let gone = false;

  async function toggle(): Promise<void> {
    if (state.value === 'on') return stop();
    if (state.value !== 'asking') await start();
  }

  async function start(): Promise<void> {
    if (!window.isSecureContext) return void (state.value = 'needs_https');
    if (!navigator.mediaDevices?.getUserMedia || typeof MediaRecorder === 'undefined') return void (state.value = 'none');
    const kind = kKinds.find((each) => MediaRecorder.isTypeSupported(each));
    if (!kind) return void (state.value = 'none');
    state.value = 'asking';
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: false }).catch((error: unknown) => {
      state.value = error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'none';
      return null;
    });
    if (stream) record(stream, kind);
  }

  function record(stream: MediaStream, kind: string): void {
    const pieces: Blob[] = [];
    const release = () => stream.getTracks().forEach((track) => track.stop());
    if (gone) return release();
    recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: kBitsPerSecond });
    recorder.ondataavailable = (event) => {
      if (event.data.size === 0) return;
      pieces.push(event.data);
      sound.value = new Blob(pieces, { type: kind });
    };
    recorder.onstop = release;
    recorder.start(kPieceMs);
    const began = performance.now();
    spoken_ms.value = 0;
    state.value = 'on';
    timer = window.setInterval(() => {
      spoken_ms.value = performance.now() - began;
      if (spoken_ms.value >= kLongestMs) stop();
    }, 250);
  }

  function stop(): void {
    window.clearInterval(timer);
    if (recorder && recorder.state !== 'inactive') recorder.stop();
    recorder = null;
    if (state.value === 'on') state.value = 'off';
  }
  onUnmounted(() => {
    gone = true;
    stop();
  });
  return { state, spoken_ms, toggle };
}
