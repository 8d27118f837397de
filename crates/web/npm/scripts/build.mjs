// Builds dist/: the scripts, minified, beside the modules that `cargo xtask wasm` has put there, and their types.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const path = (name) => fileURLToPath(new URL(name, root));
const dist = new URL('dist/', root);

const common = { format: 'esm', target: 'es2022', minify: true, legalComments: 'none' };

// `module:NAME` is a module in WebAssembly with generated bindings; it stays a file of its own, loaded when it is needed.
const modules = {
  name: 'modules',
  setup(builder) {
    builder.onResolve({ filter: /^module:/ }, ({ path }) => ({ path: `./${path.slice('module:'.length)}.js`, external: true }));
  },
};

for (const name of await readdir(dist).catch(() => [])) {
  if (/^(chunk|simulate|callbacks)-.*\.js$/.test(name)) await rm(new URL(name, dist));
}

await build({
  ...common,
  entryPoints: ['index', 'mount', 'react', 'token'].map((name) => path(`src/${name}.ts`)),
  outdir: path('dist'),
  bundle: true,
  splitting: true,
  external: ['react'],
  plugins: [modules],
});

// The bindings that come with the modules are written for readers.
for (const name of await readdir(dist)) {
  if (/^(emulators|verifier)\.js$/.test(name)) {
    const file = new URL(name, dist);
    const source = await readFile(file, 'utf8');
    if (!source.includes('\n/**')) continue;
    const { outputFiles } = await build({ ...common, stdin: { contents: source }, write: false });
    await writeFile(file, outputFiles[0].contents);
  }
}

execFileSync(process.execPath, [path('node_modules/typescript/bin/tsc'), '--project', path('tsconfig.json')], { stdio: 'inherit' });
