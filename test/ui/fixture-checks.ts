import type {Finding} from '../../source/plan/finding.ts';
import type {Actions} from '../../source/ui/actions.ts';
import {checkWith} from './fake-actions.ts';

const port: Finding = {host: 'node2', id: 'port', severity: 'failure', what: 'port 2379 is taken', why: 'etcd wants it', mend: 'Stop it.'};
const swap = (host: string): Finding => ({host, id: 'swap', severity: 'prepared', what: 'it swaps', why: 'no', mend: 'The install does.'});
let looks = 0;

/** Checks of the fixture, by the name in CHECK. */
export const checks: Readonly<Record<string, Actions['check']>> = {
	'failing-first': (...given) => checkWith(looks++ === 0 ? [port] : [])(...given),
	many(spec, ...rest) {
		const hosts = Array.from({length: 100}, (_, index) => ({...spec.hosts[0]!, name: `node${index + 1}`}));
		return checkWith([...hosts.map(({name}) => swap(name)), {...port, host: 'node99'}])({...spec, hosts}, ...rest);
	},
};
