import {isPinned} from '../catalog/mirrors.ts';
import {describeCertificate} from '../pki/describe.ts';
import {lintCertificates} from '../plan/lint-certificates.ts';
import {anewNotes} from '../plan/notes.ts';
import type {Plan} from '../plan/types.ts';
import type {Planned} from '../run/make-cluster-plan.ts';
import {scriptText} from '../run/start-script.ts';
import type {ClusterSpec} from '../spec/types.ts';
import type {Preview, PreviewScript} from '../state/preview/preview.ts';

const scriptsOf = async ({steps}: Plan): Promise<PreviewScript[]> =>
	Promise.all(
		steps.map(async ({id, title, tasks}) => ({
			id,
			title,
			text: await scriptText(id),
			vars: Object.fromEntries(tasks.map(({host, vars}) => [host, vars])),
		})),
	);

/** A plan, and what a person reads beside it. */
export const makePreview = async (spec: ClusterSpec, {plan, pki}: Planned): Promise<Preview> => ({
	plan,
	scripts: await scriptsOf(plan),
	certificateTexts: Object.fromEntries(
		plan.certificates.map(({id, certificate}) => [id, describeCertificate(certificate).lines.join('\n')]),
	),
	unpinned: plan.artifacts.filter(artifact => !isPinned(artifact, spec.artifacts)).map(({file}) => file),
	findings: lintCertificates(spec, pki),
	notes: anewNotes(pki),
});
