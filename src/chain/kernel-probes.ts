import { second } from '../model/duration.ts';
import type { Process } from '../model/process.ts';
import type { Scene } from '../model/scene.ts';
import type { Setting } from '../model/setting.ts';
import { known, type Text, unknown } from '../model/value.ts';
import { closest } from './containment.ts';
import type { Found } from './node.ts';

const sysctl = 'net.ipv4.tcp_keepalive_time';

/** Puts the sysctl of the process in the place of the kernel's default for a first probe whose time the program leaves to the kernel. */
export function withSysctls(found: readonly Found[], scenes: readonly Scene[]): readonly Found[] {
  if (!scenes.some(({ processes }) => processes.some((process) => process.sysctls.has(sysctl)))) return found;
  return found.map((one) => {
    const texts = running(one, scenes).map((process) => process.sysctls.get(sysctl));
    const longest = texts.every((text) => text !== undefined) ? texts.toSorted((a, b) => amountOf(b) - amountOf(a))[0] : undefined;
    return longest ? replaced(one, longest) : one;
  });
}

function running({ reading, project, scene }: Found, scenes: readonly Scene[]): readonly Process[] {
  if (reading.process) return [reading.process];
  const views = scene ? [scene] : scenes.filter((each) => each.when === undefined && each.project.folder === project.folder);
  return closest(views.flatMap((view) => view.processes), reading.place.file);
}

function replaced(one: Found, text: Text): Found {
  const settle = (setting: Setting): Setting => (leftToKernel(setting) ? fromSysctl(setting, text) : setting);
  const routes = one.reading.routes.map((route) => ({ ...route, settings: route.settings.map(settle) }));
  return { ...one, reading: { ...one.reading, settings: one.reading.settings.map(settle), routes } };
}

const leftToKernel = ({ timer, provenance }: Setting): boolean => timer === 'probe.idle' && provenance.kind === 'default' && provenance.of === 'Linux';

function fromSysctl(setting: Setting, text: Text): Setting {
  const [place, ...via] = text.places;
  const amount = amountOf(text);
  const value = Number.isFinite(amount) ? known(amount, text.value ?? '') : unknown('only known at run time', text.expression, text.variable);
  return { ...setting, name: sysctl, value, provenance: { kind: 'configured' }, place, via: [...via, setting.place] };
}

/** Seconds; one that cannot be read counts as the longest. */
const amountOf = ({ value }: Text): number => (value !== undefined && /^\d{1,9}$/.test(value.trim()) ? Number(value) * second : Number.POSITIVE_INFINITY);
