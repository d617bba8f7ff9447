import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import path from 'node:path';
import {releaseOf} from '../../source/catalog/releases.ts';
import {type Config, emit, type Line} from './emit.ts';
import type {Probed, ProbedConfig, ProbedLine} from './fixtures.ts';
import {toolFile} from './places.ts';
import {probeConfig} from './probe-config.ts';
import {parseProbe} from './probe-flags.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Lines that say the same at every run: no times, no process numbers. */
const told = (output: string): string[] =>
	output.split('\n').filter(line => /^(Flag --|Kubernetes v|etcd Version)|unknown|invalid|Error/.test(line));

const toolOf = (name: 'etcd' | 'containerd', minor: string): string => toolFile(name, releaseOf(minor)[name]);

const probeLine = async (minor: string, bin: string, {variant, daemon, flags}: Line): Promise<ProbedLine> => {
	const words = {variant, daemon, flags: flags.join(' ')};
	const binary = daemon === 'etcd' ? toolOf('etcd', minor) : path.join(bin, daemon);
	if (!existsSync(binary)) return {...words, output: []};
	const {code, output} = await parseProbe(binary, flags);
	return {...words, code, output: told(output)};
};

const probeFile = async (minor: string, bin: string, {content, ...config}: Config): Promise<ProbedConfig> => {
	const binary = config.daemon === 'containerd' ? toolOf('containerd', minor) : path.join(bin, config.daemon);
	const sum = {...config, sha256: sha256(content)};
	if (!existsSync(binary)) return sum;
	const complaint = await probeConfig(config.daemon, binary, content);
	return {...sum, loads: complaint === undefined, ...(complaint !== undefined && {complaint})};
};

/** Shows a minor's executables every command line and configuration file that plans for it hold. */
export const probeEmitted = async (minor: string, bin: string): Promise<Probed> => {
	const {lines, configs} = await emit(minor);
	const probed: {lines: ProbedLine[]; configs: ProbedConfig[]} = {lines: [], configs: []};
	// One after another: the machine may have other things to do.
	for (const line of lines) probed.lines.push(await probeLine(minor, bin, line));
	for (const config of configs) probed.configs.push(await probeFile(minor, bin, config));
	return probed;
};
