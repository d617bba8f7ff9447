import type {ClusterSpec, Host} from '../spec/types.ts';
import type {Actions, HostProbe} from './actions.ts';

export type Probed = HostProbe | 'probing';

export type ProbeStore = {
	getState: () => ReadonlyMap<string, Probed>;
	subscribe: (listener: () => void) => () => void;
	/** Looks at every host that was not looked at as it is now; with `again`, at all. */
	probe: (spec: ClusterSpec, again?: boolean) => void;
	/** Looks at one host again. */
	probeHost: (host: Host, spec: ClusterSpec) => void;
	/** Ends all that is under way. */
	close: () => void;
};

/** Hosts that are looked at side by side. */
const most = 8;

/** A host is another one as soon as it is reached differently. */
export const probeKey = ({address, local, ssh}: Pick<Host, 'address' | 'local' | 'ssh'>) =>
	JSON.stringify([address, local, Object.entries(ssh).sort()]);

/** Looks at the hosts in the background, while they are typed. */
export function createProbes(actions: Pick<Actions, 'probe'>): ProbeStore {
	const listeners = new Set<() => void>();
	const queue: Array<() => Promise<void>> = [];
	const abort = new AbortController();
	let results: ReadonlyMap<string, Probed> = new Map();
	let active = 0;

	const set = (key: string, probed: Probed) => {
		results = new Map(results).set(key, probed);
		for (const listener of listeners) listener();
	};
	const look = async (host: Host, spec: ClusterSpec) => {
		try {
			set(probeKey(host), await actions.probe(host, spec, abort.signal));
		} catch (error) {
			set(probeKey(host), {reachable: false, detail: error instanceof Error ? error.message : String(error)});
		}
	};
	const work = () => {
		while (active < most && !abort.signal.aborted) {
			const next = queue.shift();
			if (!next) return;
			active++;
			void next().finally(() => {
				active--;
				work();
			});
		}
	};
	const probeHost = (host: Host, spec: ClusterSpec) => {
		if (results.get(probeKey(host)) === 'probing') return;
		set(probeKey(host), 'probing');
		queue.push(() => look(host, spec));
		work();
	};

	return {
		getState: () => results,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		probe(spec, again = false) {
			for (const host of spec.hosts) {
				if (again || !results.has(probeKey(host))) probeHost(host, spec);
			}
		},
		probeHost,
		close() {
			listeners.clear();
			queue.length = 0;
			abort.abort();
		},
	};
}
