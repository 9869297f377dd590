// The real demo for a test: Mosquitto, davyd and the fake plant on free ports, with a data folder of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const kRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const kPrograms = process.env.DAVY_PROGRAMS ?? join(kRoot, 'build/release/bin');
const kReadyMs = 90_000;

async function free_port() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}

export class Plant {
  static async start() {
    const plant = new Plant();
    plant.data = mkdtempSync(join(tmpdir(), 'davy-browser-'));
    const port = await free_port();
    const options = ['--port', port, '--data', plant.data, '--scenario', join(kRoot, 'sim/scenarios/calm.yaml'), '--programs', kPrograms];
    plant.demo = spawn(join(kRoot, 'tools/start_demo'), options.map(String), { cwd: kRoot, stdio: ['ignore', 'pipe', 'pipe'] });
    plant.ended = once(plant.demo, 'exit');
    plant.said = '';
    for (const stream of [plant.demo.stdout, plant.demo.stderr]) stream.on('data', (text) => (plant.said += text));
    try {
      await plant.until(() => /Ctrl-C/.test(plant.said), 'the demo is ready');
      [plant.url] = /http:\/\/127\.0\.0\.1:\d+/.exec(plant.said);
      [plant.setup_link] = /http:\S+\/setup#\S+/.exec(plant.said);
      return plant;
    } catch (error) {
      await plant.stop(); // else it would keep the test alive for ever
      throw new Error(`the demo did not start as it should:\n${plant.said}`, { cause: error });
    }
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

  async stop() {
    if (this.demo.exitCode === null) {
      this.demo.kill('SIGTERM');
      await this.ended;
    }
    rmSync(this.data, { recursive: true, force: true });
  }
}
