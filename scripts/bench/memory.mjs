import { readdirSync, readFileSync } from 'node:fs';

/** Resident bytes of all processes below one, pages they share counted once, by Linux' /proc; undefined elsewhere. */
export function residentBytes(root) {
  try {
    const parents = new Map();
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        parents.set(Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
      } catch {
        // It ended meanwhile.
      }
    }
    const isBelow = (pid) => pid === root || (parents.has(pid) && isBelow(parents.get(pid)));
    let sum = 0;
    for (const pid of [...parents.keys()].filter((p) => p !== root && isBelow(p))) {
      const pss = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
      sum += Number(pss?.[1] ?? 0) * 1024;
    }
    return sum;
  } catch {
    return undefined;
  }
}

/** Samples the memory of a process' children until stopped. */
export function watchMemory(rootPid) {
  let peak;
  const sample = () => {
    const now = residentBytes(rootPid);
    if (now !== undefined) peak = Math.max(peak ?? 0, now);
  };
  sample();
  const timer = setInterval(sample, 1000);
  return () => {
    clearInterval(timer);
    sample();
    return peak;
  };
}
