// Builds the page into dist/: the same bytes from the same sources and lock file.
//
//   node build.mjs [--watch] [--out FOLDER]
//
// Entries keep their names, what they share or load later carries a hash. No file
// needs eval or inline styles: the server sends a strict Content-Security-Policy.
import { context, build } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const flag = process.argv.indexOf("--out");
const out = flag > 0 ? process.argv[flag + 1] : join(here, "dist");

// Sigma writes the rules of a hint that we switch off into a <style> element,
// which the policy forbids and the console would complain of. A <template> takes
// the text and does nothing.
const withoutStyleElements = {
  name: "sigma without <style>",
  setup(b) {
    b.onLoad({ filter: /sigma\/dist\/sigma\.esm\.js$/ }, (args) => {
      const text = readFileSync(args.path, "utf8");
      const parts = text.split('createElement("style")');
      if (parts.length !== 3) throw new Error(`${args.path}: ${parts.length - 1} style elements where 2 were known`);
      return { contents: parts.join('createElement("template")'), loader: "js" };
    });
  },
};

const options = {
  absWorkingDir: here,
  entryPoints: { app: "src/main.ts", style: "src/style.css", layout: "src/layout.worker.ts" },
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022", "chrome117", "firefox121", "safari17"],
  minify: true,
  charset: "utf8",
  legalComments: "none", // NOTICE names what is bundled
  chunkNames: "[name]-[hash]",
  plugins: [withoutStyleElements],
  logLevel: "warning",
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const name of readdirSync(join(here, "static")).sort()) copyFileSync(join(here, "static", name), join(out, name));
if (process.argv.includes("--watch")) {
  await (await context({ ...options, sourcemap: "inline" })).watch();
} else {
  await build(options);
}
