// Preloaded: writes down the largest resident size in kilobytes.
import { writeFileSync } from 'node:fs';

process.on('exit', () => writeFileSync(process.env.HOPLINT_PEAK, String(process.resourceUsage().maxRSS)));
