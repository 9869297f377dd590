import { fileURLToPath } from 'node:url';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import vue from '@vitejs/plugin-vue';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// `npm run dev` serves the sources beside a running davyd: DAVY_URL says where it listens.
const daemon = process.env.DAVY_URL ?? 'http://127.0.0.1:8080';

// sw.js, which knows every file of this build and is another one when one of them is.
function service_worker(): Plugin {
  return {
    name: 'davy-service-worker',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = [...Object.keys(bundle).filter((name) => name.startsWith('assets/')).map((name) => `/${name}`), '/lamp.svg', '/lamp-192.png', '/manifest.webmanifest'].sort();
      const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
      const source = readFileSync(new URL('./worker/sw.js', import.meta.url), 'utf8').replace(/= FILES;/, `= ${JSON.stringify(files)};`).replace(/\.VERSION'/, `.${version}'`);
      this.emitFile({ type: 'asset', fileName: 'sw.js', source });
    },
  };
}

// Beside each text file its compressed forms, NAME.gz and NAME.br, where they save something: davyd sends what the browser takes.
function compressed(): Plugin {
  const kText = /\.(js|css|html|svg|json|webmanifest|txt)$/;
  const kForms = {
    gz: (bytes: Buffer) => gzipSync(bytes, { level: 9 }),
    br: (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  };
  let folder = '';
  return {
    name: 'davy-compressed',
    apply: 'build',
    configResolved: (config) => void (folder = join(config.root, config.build.outDir)),
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!kText.test(name)) continue;
        const path = join(folder, name);
        const bytes = readFileSync(path);
        for (const [ending, form] of Object.entries(kForms)) {
          const small = form(bytes);
          if (small.length < bytes.length) writeFileSync(`${path}.${ending}`, small);
        }
      }
    },
  };
}

// Tests that share one page take a sixth of the time that a page for each file takes; those that mount components or change what others would see have one of their own.
// `npm test` runs the one kind after the other; DAVY_TESTS names it.
function tests_of(kind: string | undefined) {
  const kNeedsItsOwn = /test-utils|\bvi\.|localStorage|sessionStorage|indexeddb|config\.global|defineProperty|document\.|window\./i;
  const tests = readdirSync(new URL('./src', import.meta.url), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts')).map((name) => `src/${name}`);
  const is_alone = (name: string) => kNeedsItsOwn.test(readFileSync(new URL(name, import.meta.url), 'utf8'));
  return { include: kind ? tests.filter((name) => is_alone(name) === (kind === 'alone')) : tests, isolate: kind !== 'shared' };
}

// build/web_packages.json: the npm packages of which something is in the console's files, as the lock file names them. The SBOM is made of it.
function packages(): Plugin {
  return {
    name: 'davy-packages',
    apply: 'build',
    generateBundle(_options, bundle) {
      const taken = new Set<string>();
      for (const chunk of Object.values(bundle))
        for (const [id, module] of Object.entries(chunk.type === 'chunk' ? chunk.modules : {}))
          if (module.renderedLength > 0 || id.includes('.css')) taken.add(/(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? '');
      taken.delete('');
      writeFileSync(new URL('../build/web_packages.json', import.meta.url), JSON.stringify([...taken].sort()));
    },
  };
}

export default defineConfig({
  plugins: [vue(), service_worker(), compressed(), packages()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false' },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // the daemon allows styles and scripts from itself only
    modulePreload: { polyfill: false },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: daemon, ws: true } },
  },
  test: { environment: 'jsdom', ...tests_of(process.env.DAVY_TESTS) },
});
