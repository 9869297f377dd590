// The real demo for a test: Mosquitto, davyd and the fake plant on free ports, with a data folder of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const kRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const kPrograms = process.env.DAVY_PROGRAMS ?? join(kRoot, 'build/release/bin');
const kReadyMs = 90_000;
const kSiteAhead_ms = 8 * 3_600_000;
const kDay_ms = 86_400_000;
const kLate_ms = 3 * 60_000; // longer than a test takes

// At the site's midnight duties, months and years change under a test: where today is nearly over, it begins on the next day.
async function out_of_midnight() {
  const left_ms = kDay_ms - ((Date.now() + kSiteAhead_ms) % kDay_ms);
  if (left_ms < kLate_ms) await new Promise((done) => setTimeout(done, left_ms + 5_000));
}

// The programs as they are; or, with clocks that run like ours from another time on (Debian's faketime; what counts time without a date is left alone).
function programs_at(at, folder) {
  if (at === null) return kPrograms;
  const ahead_s = Math.round((at - Date.now()) / 1000);
  const clock = `LD_PRELOAD='/usr/$LIB/faketime/libfaketime.so.1' FAKETIME=${ahead_s < 0 ? '' : '+'}${ahead_s} DONT_FAKE_MONOTONIC=1`;
  mkdirSync(folder, { recursive: true });
  for (const name of ['davy', 'davyd', 'davy-sim']) writeFileSync(join(folder, name), `#!/bin/sh\nexec env ${clock} '${resolve(kPrograms, name)}' "$@"\n`, { mode: 0o755 });
  return folder;
}

async function free_port() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}

export class Plant {
  // `at`: what the clocks of the plant's programs say at first; without it, what they say here. `change` is given the folder of the site, a copy of the demo's. `first_matters`: what stood open in the plant before.
  static async start({ at = null, change = null, first_matters = null } = {}) {
    if (at === null) await out_of_midnight();
    const plant = new Plant();
    plant.data = mkdtempSync(join(tmpdir(), 'davy-browser-'));
    plant.port = await free_port();
    try {
      plant.site = join(plant.data, 'site');
      cpSync(join(kRoot, 'sites/demo'), plant.site, { recursive: true });
      change?.(plant.site);
      await plant.run({ at, first_matters });
      [plant.url] = /http:\/\/127\.0\.0\.1:\d+/.exec(plant.said);
      [plant.setup_link] = /http:\S+\/setup#\S+/.exec(plant.said);
      return plant;
    } catch (error) {
      await plant.stop(); // else it would keep the test alive for ever
      throw new Error(`the demo did not start as it should:\n${plant.said}`, { cause: error });
    }
  }

  // The same plant at another time, or with other rules.
  async again({ at = null, change = null }) {
    await this.end();
    change?.(this.site);
    await this.run({ at });
  }

  async run({ at, first_matters = null }) {
    const options = ['--port', this.port, '--data', this.data, '--scenario', join(kRoot, 'sim/scenarios/calm.yaml'), '--no-golden-drill', '--programs', programs_at(at, join(this.data, 'programs')), '--site', this.site, ...(first_matters ? ['--first-matters', join(kRoot, first_matters)] : [])];
    this.demo = spawn(join(kRoot, 'tools/start_demo'), options.map(String), { cwd: kRoot, stdio: ['ignore', 'pipe', 'pipe'] });
    this.ended = once(this.demo, 'exit');
    this.said = '';
    for (const stream of [this.demo.stdout, this.demo.stderr]) stream.on('data', (text) => (this.said += text));
    await this.until(() => /Ctrl-C/.test(this.said), 'the demo is ready');
  }

  async until(is_so, what) {
    for (const end = Date.now() + kReadyMs; !is_so(); await new Promise((done) => setTimeout(done, 50))) {
      if (this.demo.exitCode !== null || Date.now() > end) throw new Error(`not so: ${what}\n${this.said}`);
    }
  }

  // Something happens in the plant (docs/formats/scenario.md).
  happens(what) {
    writeFileSync(join(this.data, 'control'), `${what}\n`);
  }

  // davyd stands still, as a hung machine would; the network connections stay.
  freeze() {
    process.kill(this.daemon(), 'SIGSTOP');
  }
  thaw() {
    process.kill(this.daemon(), 'SIGCONT');
  }

  // The process that the demo started under this name.
  daemon() {
    const children = readFileSync(`/proc/${this.demo.pid}/task/${this.demo.pid}/children`, 'utf8').trim().split(' ');
    return Number(children.find((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'davyd'));
  }

  async end() {
    if (this.demo.exitCode !== null) return;
    this.demo.kill('SIGTERM');
    await this.ended;
  }

  async stop() {
    await this.end();
    rmSync(this.data, { recursive: true, force: true });
  }
}
