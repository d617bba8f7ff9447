import type {Plan} from '../../plan/types.ts';
import {assumptionText, noteText} from '../../plan/words.ts';
import {texts} from '../../texts/texts.ts';
import type {ClusterStatus} from '../cluster-status.ts';
import {plainLines} from '../plain-text.ts';
import {type Html, html} from './html.ts';
import type {PhaseSpan} from './spans.ts';

const t = texts.report;

export const section = (title: string, content: Html | readonly Html[], long = false): Html =>
	html`<section${long ? html` class="long"` : undefined}><h2>${title}</h2>
${content}
</section>
`;

const list = (title: string, lines: readonly string[]): Html | undefined =>
	lines.length === 0 ? undefined : section(title, html`<ul>${lines.map(line => html`<li>${line}</li>`)}</ul>`);

type Told = {readonly host?: string; readonly reason: string; readonly next?: string};

/** Of each phase that failed: which hosts, why, and the mend; or that another try went well. */
export function failureSection(phases: readonly PhaseSpan[]): Html | undefined {
	const failed = phases.filter(({outcome}) => outcome === 'failed');
	const entries = failed.flatMap(phase => {
		const later = phases.slice(phases.indexOf(phase) + 1).find(({id}) => id === phase.id);
		const mended = later?.outcome === 'done' || later?.outcome === 'unchanged';
		const hosts: Told[] = phase.tasks
			.filter(({outcome}) => outcome === 'failed')
			.map(({host, reason = '', next}) => ({host, reason, ...(next !== undefined && {next})}));
		const told = hosts.length > 0 ? hosts : [{reason: phase.reason ?? ''} as Told];
		return told.map(
			({host, reason, next}) =>
				html`<div class="failure${mended ? ' mended' : ''}"><p><strong>✗ ${t.failure(host, phase.title)}</strong></p><p>${plainLines(reason).join(' ')}</p>${next === undefined ? undefined : html`<p>${t.next(next)}</p>`}${mended ? html`<p class="good">${t.mended}</p>` : undefined}</div>
`,
		);
	});
	return entries.length === 0 ? undefined : section(t.failures, entries);
}

/** @param now when the run ended, in milliseconds since 1970: days are counted from there */
export function certificateSection({certificates}: Plan, now: number): Html {
	const say = t.certificate;
	const rows = certificates.map(({id, commonName, organization, dnsNames, ipAddresses, signer, notAfter}) => {
		const days = Math.floor((Date.parse(notAfter) - now) / 86_400_000);
		const subject = `CN=${commonName}${organization === undefined ? '' : `, O=${organization}`}`;
		return html`<tr><td>${id}</td><td>${subject}</td><td>${[...dnsNames, ...ipAddresses].join(', ')}</td><td>${signer}</td><td>${notAfter.slice(0, 10)}</td><td class="number">${days}</td></tr>
`;
	});
	return section(
		t.certificates,
		html`<table><thead><tr><th>${say.id}</th><th>${say.subject}</th><th>${say.names}</th><th>${say.signer}</th><th>${say.until}</th><th class="number">${say.days}</th></tr></thead>
<tbody>${rows}</tbody></table>`,
		true,
	);
}

export function healthSection(status: ClusterStatus | undefined): Html {
	if (!status) return section(t.health, html`<p>${t.noStatus}</p>`);
	const printed = (text: string) => plainLines(text.trimEnd()).join('\n');
	const rows = status.probes.map(
		({host, what, healthy, detail}) =>
			html`<tr><td>${host}</td><td>${what}</td><td class="${healthy ? 'good' : 'bad'}">${healthy ? t.healthy : t.unhealthy(detail)}</td></tr>
`,
	);
	return section(
		t.health,
		html`<pre>$ kubectl get cs
${printed(status.componentStatuses)}</pre>
<pre>$ kubectl get nodes -o wide
${printed(status.nodes)}</pre>
<table><thead><tr><th>${t.probe.host}</th><th>${t.probe.what}</th><th>${t.probe.state}</th></tr></thead>
<tbody>${rows}</tbody></table>`,
		true,
	);
}

export const wordsSections = ({notes, assumptions}: Plan): readonly Html[] =>
	[list(t.notes, notes.map(noteText)), list(t.assumptions, assumptions.map(assumptionText))].filter(one => one !== undefined);
