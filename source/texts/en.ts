/** All texts in English: the shape that every language has. */
import {artifacts} from './en/artifacts.ts';
import {bundle} from './en/bundle.ts';
import {check} from './en/check.ts';
import {cli} from './en/cli.ts';
import {diff} from './en/diff.ts';
import {lab} from './en/lab.ts';
import {lint} from './en/lint.ts';
import {pki} from './en/pki.ts';
import {preview} from './en/preview.ts';
import {registry} from './en/registry.ts';
import {replay} from './en/replay.ts';
import {report} from './en/report.ts';
import {run} from './en/run.ts';
import {spec} from './en/spec.ts';
import {ui} from './en/ui.ts';

export const en = {artifacts, bundle, check, cli, diff, lab, lint, pki, preview, registry, replay, report, run, spec, ui};
