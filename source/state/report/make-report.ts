/** The report of a run: one page that needs nothing beside it. */
import type {Plan} from '../../plan/types.ts';
import {texts} from '../../texts/texts.ts';
import type {Event} from '../event.ts';
import {reduce} from '../reduce.ts';
import {initialState} from '../state.ts';
import {type Html, html} from './html.ts';
import {certificateSection, failureSection, healthSection, section, wordsSections} from './sections.ts';
import {decisionsOf, spansOf} from './spans.ts';
import {style} from './style.ts';
import {signOf, timelinePicture} from './timeline-picture.ts';
import {topologyPicture} from './topology-picture.ts';

const t = texts.report;

/** Whether a report is made of it, too; what commands print, the most of a journal, is in none. */
export const isReported = ({type}: Event): boolean => !['command-started', 'command-ended', 'output', 'changed', 'progress'].includes(type);

/** Each task would copy the tasks of all hosts; what they did is told by their spans. */
const isOfWholeRun = ({type}: Event): boolean => ['run-started', 'run-ended', 'phase-started', 'status'].includes(type);

const fact = (name: string, value: string | Html): Html => html`<dt>${name}</dt><dd>${value}</dd>
`;

/**
 * HTML without scripts and without links, in the language of the moment.
 * @param plan the plan of that run, if it is still known: without it hosts and certificates are left out
 */
export function makeReport(events: readonly Event[], plan?: Plan): string {
	const state = events.filter(isOfWholeRun).reduce(reduce, initialState);
	const {run} = state;
	const last = events.at(-1)?.at ?? '';
	const from = Date.parse(run?.started ?? '') || 0;
	const to = Math.max(from, Date.parse(run?.ended ?? last) || from);
	const phases = spansOf(events);
	const decisions = decisionsOf(events);
	const decided = decisions.reduce((sum, one) => sum + one.to - one.from, 0);
	const own = plan && plan.digest === run?.digest ? plan : undefined;
	const ended = events.find(event => event.type === 'run-ended');
	const outcome = run?.outcome;
	const good = outcome === 'done' || outcome === 'unchanged';
	const verdict = html`<strong class="${good ? 'good' : 'bad'}">${signOf(outcome)} ${outcome === undefined ? t.noEnd : texts.ui.outcomes[outcome]}</strong>`;
	const title = t.title(run?.cluster ?? '');
	return html`<!doctype html>
<html lang="${t.language}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<title>${title}</title>
${style}
</head>
<body>
<h1>${title}</h1>
<dl>
${fact(t.facts.outcome, verdict)}${fact(t.facts.began, (run?.started ?? '').slice(0, 19).replace('T', ' '))}${fact(t.facts.took, t.duration(to - from))}${ended ? fact(t.facts.changed, t.changes(ended.changed)) : undefined}${own ? fact(t.facts.kubernetes, own.kubernetes) : undefined}${fact(t.facts.plan, run?.digest ?? '')}${fact(t.facts.run, run?.id ?? '')}${own ? fact(t.facts.artifacts, own.artifacts.map(({file, version}) => `${file} (${version})`).join(', ')) : undefined}</dl>
${failureSection(phases)}${section(
	t.timeline,
	html`<p class="dim">${t.timelineHelp(decided > 0 ? t.duration(decided) : undefined)}</p>
${timelinePicture(phases, decisions, {from, to})}`,
	true,
)}${healthSection(state.status)}${own ? [section(t.topology, topologyPicture(own)), certificateSection(own, to), ...wordsSections(own)] : html`<p class="dim">${t.noPlan}</p>`}
</body>
</html>
`.text;
}
