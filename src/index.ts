import { main, post } from './main.ts';

await (process.argv.includes('--post') ? post() : main());
