import type {Folder} from '../run/folder.ts';
import {watchScript} from '../run/watch-script.ts';
import type {Event, Outcome} from '../state/event.ts';
import type {Run} from '../ui/actions.ts';

/** The requests of a standing cluster, as they come and are decided. It begins with the first who listens. */
export const watchRequests = (folder: Folder): Run => {
	const listeners = new Set<(event: Event) => void>();
	const hear = (event: Event) => {
		for (const listener of listeners) listener(event);
	};
	let script: ReturnType<typeof watchScript> | undefined;
	const begin = () =>
		watchScript('csr', ['--cluster', folder.spec, '--watch'], {
			event: event => (event.type === 'signing-requests' || event.type === 'decided' || event.type === 'waiting') && hear(event),
			failed: reason => hear({at: new Date().toISOString(), run: '', type: 'waiting', what: reason}),
		});
	const send = async (message: object) => script?.send(message);
	return {
		watches: true,
		events: listener => {
			listeners.add(listener);
			script ??= begin();
			return () => void listeners.delete(listener);
		},
		approve: requests => send({type: 'approve', requests}),
		deny: requests => send({type: 'deny', requests}),
		retry: async () => {},
		stop: async () => {
			script?.end();
			script = undefined;
		},
		done: new Promise<Outcome>(() => {}),
	};
};
