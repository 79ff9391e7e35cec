import type { Ran } from './action.ts';
import type { Cloud } from './cloud.ts';

/** All that a step printed, handed on and sent, as text in which nothing differs from run to run. */
export function seen(ran: Ran, cloud: Cloud): string {
  const outputs = Object.entries(ran.outputs).map(([name, value]) => `${name}=${value}`);
  const state = Object.entries(ran.state).map(([name, value]) => `${name}=${value}`);
  const requests = cloud.requests.map(({ method, path, query, action, status }) => {
    const names = Object.entries(query).map(([name, value]) => `${name}=${value}`);
    return `${method} ${path}?${names.sort().join('&')} ${action} ${status}`;
  });
  const sections = { log: ran.lines, outputs, state, summary: [ran.summary], requests };
  const text = Object.entries({ exit: [String(ran.code)], ...sections })
    .map(([name, lines]) => `--- ${name}\n${lines.join('\n')}`)
    .join('\n');
  return text
    .replaceAll(cloud.url.replace('http://', ''), 'HOST')
    .replaceAll(/\b[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\b/g, 'REQUEST-ID')
    .replaceAll(/[0-9A-F]{8}(&#45;[0-9A-F]{4}){3}&#45;[0-9A-F]{12}/g, 'REQUEST-ID')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, 'TIME')
    .replaceAll(/\b\d\d:\d\d:\d\d\b/g, 'ELAPSED')
    .replaceAll(/127&#46;0&#46;0&#46;1&#58;\d+/g, 'HOST')
    .replaceAll(/\b\d{13}\b/g, 'TIME')
    .replaceAll(/(after|lasted|waited) \d+s/g, '$1 SECONDS')
    .replaceAll(/\| \d+s \|/g, '| SECONDS |')
    .replaceAll(/duration-seconds=\d+/g, 'duration-seconds=SECONDS');
}
