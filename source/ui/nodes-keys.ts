import type {Host} from '../spec/types.ts';
import {roles} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import type {Answers, HostAnswer} from './answers.ts';
import type {Keys} from './components/frame.tsx';
import type {ScreenName} from './components/header.tsx';
import type {Draft, DraftStore} from './draft-store.ts';
import {closeForm} from './host-form.ts';
import {type HostPick, takePicked} from './import-pick.ts';
import {moveCursor} from './list-cursor.ts';
import type {NodesAct, NodesMode} from './nodes-mode.ts';
import type {Probed, ProbeStore} from './probe-store.ts';
import {withHosts} from './suggest.ts';

const say = texts.ui.nodes;

type Place = {
	readonly now: Draft;
	readonly draft: DraftStore;
	readonly probes: ProbeStore;
	readonly mode: NodesMode;
	readonly act: (act: NodesAct) => void;
	readonly add: (text: string) => void;
	/** Reads a file and shows the hosts in it. */
	readonly read: (path: string) => void;
	readonly say: (message: string | undefined) => void;
	readonly goTo: (screen: ScreenName) => void;
	readonly quit: () => void;
	readonly page: number;
	/** The host under the cursor, when the answers have no problem. */
	readonly host: Host | undefined;
	readonly probed: Probed | undefined;
};

/** The keys of the nodes screen in its present mode. */
export function nodesKeys(place: Place): Keys {
	const {mode, act, add, draft} = place;
	const onText = (text: string | undefined, key: string) => act({type: 'typed', text, key});
	const back = () => act({type: 'close'});
	if (mode.kind === 'add') {
		const accept = () => (mode.typed.text.trim() === '' ? back() : add(mode.typed.text));
		return {context: 'host-form', handlers: {accept, back}, onText};
	}
	if (mode.kind === 'import') {
		const accept = () => place.read(mode.typed.text.trim());
		return {
			context: 'host-form',
			handlers: {accept, back, field: key => act({type: 'field', key})},
			onText,
			disabled: {accept: mode.typed.text.trim() === '' ? say.importHint : undefined},
		};
	}
	if (mode.kind === 'pick') return pickKeys(place, mode.pick);
	if (mode.kind === 'edit') {
		const accept = () => {
			draft.change(answers => replaceHost(answers, mode.index, host => closeForm(host, mode.form)));
			back();
		};
		return {context: 'host-form', handlers: {accept, back, field: key => act({type: 'field', key})}, onText};
	}
	return tableKeys(place);
}

function pickKeys({act, draft, page, say: tell}: Place, pick: HostPick): Keys {
	const take = () => {
		draft.change(answers => takePicked(answers, pick));
		tell(say.added(pick.picked.size));
		act({type: 'at', index: draft.getState().answers.hosts.length - 1});
	};
	return {
		context: 'import',
		handlers: {
			take,
			move: key => act({type: 'pick', act: {type: 'move', key, page: page - 2}}),
			'pick-host': () => act({type: 'pick', act: {type: 'toggle'}}),
			'pick-all': () => act({type: 'pick', act: {type: 'all'}}),
			back: () => act({type: 'close'}),
		},
		disabled: {take: pick.picked.size > 0 ? undefined : say.nonePicked, 'pick-host': pick.hosts[pick.cursor]?.fault},
	};
}

function tableKeys(place: Place): Keys {
	const {now, draft, probes, mode, act, goTo, page, host, probed} = place;
	const {hosts} = now.answers;
	const {index} = mode;
	const current = hosts[index];
	const spec = 'spec' in now.parsed ? now.parsed.spec : undefined;
	const noHost = current ? undefined : say.noHost;
	const hostKey = typeof probed === 'object' ? probed.hostKey : undefined;
	const acceptKey = async () => {
		try {
			await hostKey?.accept();
			if (host && spec) probes.probeHost(host, spec);
		} catch (error) {
			place.say(error instanceof Error ? error.message : String(error));
		}
	};
	return {
		context: 'nodes',
		handlers: {
			next: () => {
				if (hosts.length === 0) return act({type: 'add'});
				// A file of somebody's own may have hosts and no endpoint yet.
				draft.change(answers => (answers.endpointHost.trim() === '' ? withHosts(answers, answers.hosts) : answers));
				goTo('network');
			},
			move: key => act({type: 'at', index: moveCursor(index, key, hosts.length, page)}),
			add: () => act({type: 'add'}),
			import: () => act({type: 'import'}),
			edit: () => current && act({type: 'edit', host: current}),
			remove: () => draft.change(answers => withHosts(answers, answers.hosts.toSpliced(index, 1))),
			role: key => draft.change(answers => replaceHost(answers, index, one => switchRole(one, Number(key) - 1))),
			probe: () => spec && probes.probe(spec, true),
			'host-key': () => void acceptKey(),
			undo: draft.undo,
			quit: place.quit,
		},
		disabled: {
			next: mayGoOn(now),
			add: now.writable ? undefined : say.unreadable,
			import: now.writable ? undefined : say.unreadable,
			edit: noHost,
			remove: noHost,
			role: noHost,
			probe: spec ? undefined : say.mend,
			'host-key': hostKey ? undefined : say.noHostKey,
			undo: now.canUndo ? undefined : say.noUndo,
		},
	};
}

/** Only what is wrong with the hosts must be mended here; the rest is asked on the next screen. Without a host Enter asks for one. */
function mayGoOn({answers, parsed, writable}: Draft): string | undefined {
	if (answers.hosts.length === 0) return writable ? undefined : say.unreadable;
	return 'problems' in parsed && parsed.problems.some(({path}) => path.startsWith('hosts') || path === '') ? say.mend : undefined;
}

function replaceHost(answers: Answers, index: number, change: (host: HostAnswer) => HostAnswer): Answers {
	const host = answers.hosts[index];
	return host ? withHosts(answers, answers.hosts.with(index, change(host))) : answers;
}

function switchRole(host: HostAnswer, number: number): HostAnswer {
	const role = roles[number];
	if (role === undefined) return host;
	const wanted = host.roles.includes(role) ? host.roles.filter(one => one !== role) : [...host.roles, role];
	return {...host, roles: roles.filter(one => wanted.includes(one))};
}
