/** All texts in Simplified Chinese. */
import type {Texts} from './shape.ts';
import {artifacts} from './zh/artifacts.ts';
import {bundle} from './zh/bundle.ts';
import {check} from './zh/check.ts';
import {cli} from './zh/cli.ts';
import {diff} from './zh/diff.ts';
import {lab} from './zh/lab.ts';
import {lint} from './zh/lint.ts';
import {pki} from './zh/pki.ts';
import {preview} from './zh/preview.ts';
import {registry} from './zh/registry.ts';
import {replay} from './zh/replay.ts';
import {report} from './zh/report.ts';
import {run} from './zh/run.ts';
import {spec} from './zh/spec.ts';
import {ui} from './zh/ui.ts';

export const zh: Texts = {artifacts, bundle, check, cli, diff, lab, lint, pki, preview, registry, replay, report, run, spec, ui};
