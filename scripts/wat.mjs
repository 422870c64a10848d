import wabtModule from 'wabt';

const wabt = wabtModule();

/** Vite plugin: `import bytes from './kernel.wat'` gives the assembled WebAssembly module. */
export function wat() {
  return {
    name: 'wat',
    enforce: 'pre',
    async transform(source, id) {
      if (!id.endsWith('.wat')) return undefined;
      const module = (await wabt).parseWat(id, source);
      try {
        const base64 = Buffer.from(module.toBinary({}).buffer).toString('base64');
        const code = `export default Uint8Array.from(atob('${base64}'), (c) => c.charCodeAt(0));`;
        return { code, map: { mappings: '' } };
      } finally {
        module.destroy();
      }
    },
  };
}
