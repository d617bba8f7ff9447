/** What the screens may ask for, made of what the other rooms can do. */
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {defaultVersion} from '../catalog/releases.ts';
import {ruleOptions} from '../catalog/rule-options.ts';
import {checkHosts} from '../run/check-hosts.ts';
import {type Folder, writeWhole} from '../run/folder.ts';
import type {FollowedRun} from '../run/follow-run.ts';
import {hostShell} from '../run/host-shell.ts';
import {probeHost} from '../run/probe-host.ts';
import {refuseWhileHeld} from '../run/refuse-while-held.ts';
import {startRun} from '../run/start-run.ts';
import {watchScript} from '../run/watch-script.ts';
import {parseSpec} from '../spec/parse-spec.ts';
import {texts} from '../texts/texts.ts';
import type {Actions, Run} from '../ui/actions.ts';
import type {Shown} from './check-shown.ts';
import {inWords} from './in-words.ts';
import {readText} from './read-text.ts';
import {spareMemory} from './spare-memory.ts';
import {watchRequests} from './watch-requests.ts';

/** What makes and checks plans: more code than all screens, and not needed before the first of them. */
const planning = () => import('./planning.ts');

/** A run's journal as the screens read it. */
export const asRun = (run: FollowedRun): Run => ({
	events: listener => {
		spareMemory();
		return run.subscribe(listener);
	},
	approve: async requests => run.send({type: 'approve', requests}),
	deny: async requests => run.send({type: 'deny', requests}),
	retry: async hosts => run.send({type: 'retry', ...(hosts && {hosts})}),
	stop: async () => run.send({type: 'stop'}),
	done: run.done,
});

export type Beside = {
	/** Seconds between two looks at a cluster that is shown. */
	readonly statusEvery?: number;
	/** Whether a run ends with the screens, so that nobody can come back to it. */
	readonly endsRun?: boolean;
	readonly artifacts?: NonNullable<Actions['artifacts']>;
	readonly artifactsReady?: Promise<void>;
};

/** @param behind what is prepared while the screens are shown; an install waits for it */
export const screenActions = (folder: Folder, behind: Beside = {}): Actions => {
	/** The plan that the last preview showed. */
	let shown: Shown | undefined;
	/** Its digest, once a check found nothing against it. */
	let passed: string | undefined;
	// One look at a time: two on one host would be in each other's way.
	let looking: Promise<unknown> = Promise.resolve();
	const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
		const turn = looking.then(work);
		looking = turn.catch(() => {});
		return turn;
	};
	const inPersonsWords = async <T>(work: () => Promise<T>): Promise<T> =>
		work().catch(error => Promise.reject(new Error(inWords(error), {cause: error})));
	return {
		directory: folder.directory,
		file: behind.endsRun ? undefined : folder.spec,
		kubeconfig: folder.adminKubeconfig,
		kubernetes: defaultVersion,
		...(behind.artifacts && {artifacts: behind.artifacts}),
		loadText: () => readFile(folder.spec, 'utf8').catch(() => undefined),
		save: text => writeWhole(folder.spec, text),
		parse: text => parseSpec(text, path.basename(folder.spec), ruleOptions),
		readText: file => inPersonsWords(() => readText(file)),
		async probe(host, spec, signal) {
			const config = spec.ssh.config ? path.resolve(folder.directory, spec.ssh.config) : undefined;
			const {fingerprint, ...probed} = await probeHost(host, config, {signal});
			const accept = async () => {
				const after = await probeHost(host, config, {accept: fingerprint ?? ''});
				// Nothing was accepted; the next look shows the key that the host has now.
				if (after.refused) throw new Error(after.detail);
			};
			return {...probed, ...(fingerprint && {hostKey: {fingerprint, accept}})};
		},
		preview: spec =>
			inPersonsWords(async () => {
				await refuseWhileHeld(folder);
				await inTurn(() => checkHosts(folder, {keep: false}));
				const {makeClusterPlan, makePreview} = await planning();
				const preview = await makePreview(spec, await makeClusterPlan(spec, folder));
				shown = {plan: preview.plan, spec};
				passed = undefined;
				return preview;
			}),
		compare: (host, signal) =>
			inPersonsWords(async () => {
				const {compareHosts} = await planning();
				const [comparison] = await compareHosts(folder, {plan: folder.plan, hosts: [host], digest: shown?.plan.digest ?? '', signal});
				if (!comparison) throw new Error(texts.diff.noHost(host));
				return comparison;
			}),
		check: (_, onEvent, signal) =>
			inPersonsWords(async () => {
				await refuseWhileHeld(folder);
				if (!shown) throw new Error(texts.cli.notAsShown);
				const checked = shown;
				passed = undefined;
				const {checkShown} = await planning();
				const good = await inTurn(() => checkShown(folder, checked, {ready: behind.artifactsReady, onEvent, signal}));
				if (good) passed = checked.plan.digest;
			}),
		watchStatus(hear) {
			const script = watchScript('status', ['--cluster', folder.spec, '--every', String(behind.statusEvery ?? 10)], {
				event: event => event.type === 'status' && hear({status: event.status}),
				failed: reason => hear({failed: reason}),
			});
			return {look: () => script.send({type: 'look'}), end: script.end};
		},
		watchRequests: () => watchRequests(folder),
		openShell: host => hostShell(folder, host),
		install: spec =>
			inPersonsWords(async () => {
				if (passed === undefined) throw new Error(texts.cli.notChecked);
				const {makeClusterPlan} = await planning();
				const {plan} = await makeClusterPlan(spec, folder);
				if (plan.digest !== passed || plan.digest !== shown?.plan.digest) throw new Error(texts.cli.notAsShown);
				return asRun(await startRun(folder, {approve: 'ask', mayRetry: true}));
			}),
	};
};
