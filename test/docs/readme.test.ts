/** Figures and names in the README are the program's own. */
import test from 'ava';
import {publishedSum} from '../../source/catalog/checksums.ts';
import {defaultVersion, versionsOf} from '../../source/catalog/releases.ts';
import {exitCodes} from '../../source/cli/exit-codes.ts';
import {texts} from '../../source/texts/texts.ts';
import {readDocument} from './markdown.ts';

const readme = readDocument('README.md');

test('exit codes, versions and what is not pinned are as the README says', t => {
	const codes = [...readme.text.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
	t.deepEqual(codes, Object.values(exitCodes));
	const versions = Object.entries(versionsOf(defaultVersion));
	for (const [component, version] of versions) t.true(readme.text.includes(version), `${component} ${version}`);
	const unpinned = versions
		.filter(([component, version]) => !publishedSum(component as Parameters<typeof publishedSum>[0], version, 'amd64'))
		.map(([component]) => component);
	const [, said = ''] = /\(today ([^)]*?)\s+of v[\d.]+\)/.exec(readme.text) ?? [];
	t.deepEqual(
		said
			.split(/,\s+|\s+and\s+/)
			.filter(Boolean)
			.map(name =>
				name
					.replace(/^the\s+/, '')
					.replace(/\s+/, '-')
					.toLowerCase(),
			)
			.sort(),
		unpinned.sort(),
	);
});

test('what the README says a rehearsal takes is what the rehearsal says', t => {
	const figures = readme.text.match(/\d+ GB/g) ?? [];
	t.is(figures.length, 2);
	for (const figure of figures) t.true(texts.cli.rehearsal.announcement.includes(figure), figure);
	for (const name of ['debootstrap', 'iproute2', 'openssh-client'])
		t.true(
			[readme.text, texts.cli.rehearsal.announcement].every(text => text.includes(name)),
			name,
		);
});
