/** A plan as text to be read in a diff: one file a host, one of all certificates in words, one of the rest. */
import {stringify} from 'yaml';
import {describeCertificate} from '../../source/pki/describe.ts';
import type {File, Plan} from '../../source/plan/types.ts';

const octal = (mode: number): string => mode.toString(8).padStart(4, '0');

const whole = (content: string): string => (content.endsWith('\n') ? content : `${content}\n(no newline at the end)\n`);

const renderFile = ({path, mode, owner, content}: File, step: string): string =>
	`== ${path} ${octal(mode)} ${owner} (${step})\n${whole(content)}`;

const renderHost = ({steps}: Plan, host: string): string =>
	steps
		.flatMap(({id, tasks}) => tasks.filter(task => task.host === host).flatMap(({files}) => files.map(file => renderFile(file, id))))
		.join('\n');

const renderCertificates = ({certificates}: Plan): string =>
	certificates
		.map(({id, file, certificate}) => `== ${id} (pki/${file}.crt)\n${describeCertificate(certificate).lines.join('\n')}\n`)
		.join('\n');

/** Everything but what the other files show. */
const renderRest = ({certificates: _, steps, ...rest}: Plan): string =>
	stringify(
		{...rest, steps: steps.map(step => ({...step, tasks: step.tasks.map(task => ({...task, files: task.files.map(({path}) => path)}))}))},
		{lineWidth: 0, aliasDuplicateObjects: false},
	);

/** Name -> text. */
export const renderPlan = (plan: Plan): Record<string, string> => ({
	'plan.yaml': renderRest(plan),
	'certificates.txt': renderCertificates(plan),
	...Object.fromEntries(plan.hosts.map(({name}) => [`hosts/${name}.txt`, renderHost(plan, name)])),
});
