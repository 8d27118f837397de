// Builds the pages of the example widgets: target/widgets/NAME/, beside the modules that `cargo xtask wasm` has put there.
// One bundle each, the same for every host: `index.html` for those with frames, `page.js` for those with elements.
import { build } from 'esbuild';
import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../../', import.meta.url);
const path = (name) => fileURLToPath(new URL(name, root));

for (const name of ['order-desk', 'service-board']) {
  await build({
    entryPoints: [path(`examples/${name}/page/page.js`)],
    outdir: path(`target/widgets/${name}`),
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    bundle: true,
    splitting: true,
    alias: { '@onepane/widget/mount': path('crates/web/npm/src/mount.ts') },
    plugins: [
      {
        name: 'modules',
        setup(builder) {
          // The widget's modules bring sessions of their own: none of the package's is loaded.
          builder.onResolve({ filter: /^module:/ }, ({ path }) => ({ path: `./${path.slice('module:'.length)}.js`, external: true }));
        },
      },
    ],
  });
  await copyFile(path(`examples/${name}/page/index.html`), path(`target/widgets/${name}/index.html`));
  // Loaded only where the page is opened outside any host.
  for (const file of ['emulators.js', 'emulators_bg.wasm']) {
    await copyFile(path(`crates/web/npm/dist/${file}`), path(`target/widgets/${name}/${file}`));
  }
}
