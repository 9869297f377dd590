// The tone of a major alarm, made by the browser: two falling tones, then silence, again and again. A drill's is another: one low tone, then a long silence.
//
// Browsers let a page sound only after the person did something on it: arm() must be called from a click.

import type { Alarm } from '@/api/types';

export type Voice = Alarm['exercise'];
export interface Pattern {
  every_s: number;
  tones: readonly [at_s: number, hz: number][];
}
export const kPatterns: Record<Voice, Pattern> = {
  real: { every_s: 1.6, tones: [[0, 960], [0.25, 720], [0.5, 960], [0.75, 720]] },
  drill: { every_s: 4, tones: [[0, 330]] },
};
const kToneS = 0.22;
const kVolume = 0.25;

export class Siren {
  private context: AudioContext | null = null;
  private timer: number | undefined;

  get armed(): boolean {
    return this.context?.state === 'running';
  }

  // Whether the browser lets us sound; one short tone proves it to the person.
  async arm(): Promise<boolean> {
    this.context ??= new AudioContext();
    await this.context.resume();
    if (this.armed) this.tone(0, 960);
    return this.armed;
  }

  async disarm(): Promise<void> {
    this.stop();
    const old = this.context;
    this.context = null;
    await old?.close();
  }

  // One voice at a time: what sounded before is still.
  start(voice: Voice): void {
    this.stop();
    if (!this.armed) return;
    const { every_s, tones } = kPatterns[voice];
    const pattern = () => tones.forEach(([at, hz]) => this.tone(at, hz));
    pattern();
    this.timer = window.setInterval(pattern, every_s * 1000);
  }

  stop(): void {
    window.clearInterval(this.timer);
    this.timer = undefined;
  }

  private tone(after_s: number, hz: number): void {
    if (!this.context) return;
    const at = this.context.currentTime + after_s;
    const source = this.context.createOscillator();
    const gain = this.context.createGain();
    source.type = 'triangle';
    source.frequency.value = hz;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(kVolume, at + 0.02); // no click
    gain.gain.setValueAtTime(kVolume, at + kToneS - 0.03);
    gain.gain.linearRampToValueAtTime(0, at + kToneS);
    source.connect(gain).connect(this.context.destination);
    source.start(at);
    source.stop(at + kToneS);
  }
}
