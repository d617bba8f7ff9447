/** The check of the plan that the preview showed: hosts and what travels, at once. */

import type {Finding} from '../plan/finding.ts';
import type {Plan} from '../plan/types.ts';
import {ArtifactError} from '../run/artifacts/artifact-error.ts';
import {checkHosts} from '../run/check-hosts.ts';
import type {Folder} from '../run/folder.ts';
import {makeClusterPlan} from '../run/make-cluster-plan.ts';
import {prepareArtifacts} from '../run/prepare-artifacts.ts';
import type {ClusterSpec} from '../spec/types.ts';
import type {Event} from '../state/event.ts';
import {texts} from '../texts/texts.ts';
import {inWords} from './in-words.ts';

type Body<E> = E extends unknown ? Omit<E, 'at' | 'run'> : never;

export type Shown = {readonly plan: Plan; readonly spec: ClusterSpec};

type Options = {
	/** Settles when what is made behind the screens is there. */
	readonly ready?: Promise<void> | undefined;
	readonly onEvent: (event: Event) => void;
	readonly signal: AbortSignal;
};

const words = texts.run.check;

/** A failure that is no host's. */
const about = (id: string, [what, why, mend]: readonly [string, string, string]): Finding => ({
	host: '',
	id,
	severity: 'failure',
	what,
	why,
	mend,
});

const artifactFindings = (error: unknown): Finding[] => {
	if (!(error instanceof ArtifactError)) return [about('artifact', [inWords(error), words.unprepared, words.unpreparedNext])];
	return error.reasons.map(({what, where, why, next}) => about('artifact', [`${what}: ${why} (${where})`, words.unprepared, next]));
};

/** Tells what it finds as events; true when nothing speaks against an install. Throws when `signal` is aborted. */
export const checkShown = async (folder: Folder, {plan, spec}: Shown, {ready, onEvent, signal}: Options): Promise<boolean> => {
	let failed = false;
	const tell = (body: Body<Event>) => onEvent({at: new Date().toISOString(), run: '', ...body} as Event);
	const found = (finding: Finding) => {
		failed ||= finding.severity === 'failure';
		tell({type: 'finding', finding});
	};
	const prepare = async () => {
		tell({type: 'task-started'});
		try {
			await ready;
			signal.throwIfAborted();
			// The preview named what is not pinned, and a key said yes to it.
			await prepareArtifacts(plan, spec, folder, {
				allowUnpinned: true,
				signal,
				onPassedOver: ({what, where, why}) =>
					found({...about('mirror', [words.passedOver(where, what), why, texts.artifacts.nextPassedOver]), severity: 'warning'}),
				onProgress: ({what, done, total}) => tell({type: 'progress', what, done, total}),
			});
			tell({type: 'task-ended', outcome: 'done'});
		} catch (error) {
			signal.throwIfAborted();
			artifactFindings(error).forEach(found);
			tell({type: 'task-ended', outcome: 'failed'});
		}
	};
	const look = async () => {
		try {
			for (const {severity} of await checkHosts(folder, {keep: true, onEvent, signal})) failed ||= severity === 'failure';
			const now = await makeClusterPlan(spec, folder);
			if (now.plan.digest !== plan.digest) found(about('plan', words.otherPlan()));
		} catch (error) {
			signal.throwIfAborted();
			found(about('check', [inWords(error), words.unlooked, words.unpreparedNext]));
		}
	};
	const parts = await Promise.allSettled([look(), prepare()]);
	for (const part of parts) if (part.status === 'rejected') throw part.reason;
	return !failed;
};
