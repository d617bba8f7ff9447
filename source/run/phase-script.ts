import type {Folder} from './folder.ts';
import {type Message, type Script, startScript} from './start-script.ts';

export type Where = {
	/** Hosts to work on; all of the step when empty. */
	readonly only: readonly string[];
	/** Hosts on which the phase failed and is not tried again now: no other may be restarted meanwhile, where they take turns. */
	readonly down: readonly string[];
};

export type PreparedPhase = {
	/** Lets the script do its work. */
	readonly begin: (where: Where, hear: (message: Message) => void) => Script;
	readonly kill: () => void;
};

/** Starts a phase's script and lets it wait: while one phase works the next is loaded already. */
export const preparePhase = (id: string, folder: Folder): PreparedPhase => {
	let listen: (message: Message) => void = () => {};
	const script = startScript(id, ['--plan', folder.plan, '--wait'], message => listen(message));
	return {
		begin(where, hear) {
			listen = hear;
			script.send({type: 'begin', ...where});
			return script;
		},
		kill: script.kill,
	};
};
