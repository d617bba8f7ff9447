import test from 'ava';
import type {Facts} from '../../source/plan/facts.ts';
import {imagesOf, needsOf} from '../../source/plan/needs.ts';
import {sampleSpec} from '../pki/sample.ts';

test('images are those of every container, wherever its pods stand', t => {
	const pod = {initContainers: [{image: 'a:1'}], containers: [{image: 'b:2'}, {name: 'none'}], volumes: [{image: 'no'}]};
	t.deepEqual(imagesOf([{kind: 'Pod', spec: pod}, {kind: 'CronJob', spec: {jobTemplate: {spec: {template: {spec: pod}}}}}, null]), [
		'a:1',
		'b:2',
		'a:1',
		'b:2',
	]);
});

test('a cluster needs the pause image and those of its addons, once for each architecture of its nodes', t => {
	const spec = {...sampleSpec(), cni: {...sampleSpec().cni, kind: 'flannel' as const}};
	const os = {id: 'debian', version: '12', name: 'Debian'};
	const found = {node3: {host: 'node3', arch: 'arm64', os, packager: 'apt'} as Facts, node5: {host: 'node5', arch: 'arm64', os} as Facts};
	const {images, artifacts, packages} = needsOf(spec, found, {});
	const references = [
		'ghcr.io/flannel-io/flannel-cni-plugin:v1.9.1-flannel3',
		'ghcr.io/flannel-io/flannel:v0.28.10',
		'registry.k8s.io/coredns:1.7.0',
		'registry.k8s.io/pause:3.2',
	];
	t.deepEqual(
		images,
		['amd64', 'arm64'].flatMap(arch => references.map(reference => ({reference, arch}))),
	);
	t.is(artifacts.filter(({arch}) => arch === 'arm64').length, 5);
	// node5 was looked at, and has no apt.
	t.deepEqual(
		packages.map(({system = '', arch}) => [system, arch]),
		[
			['', 'amd64'],
			['', 'amd64'],
			['debian-12', 'arm64'],
		],
	);
});

test("images of the person's own manifests are needed, too", t => {
	const text = 'apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec: {containers: [{name: app, image: nginx}]}\n';
	const {images} = needsOf(sampleSpec(), {}, {manifests: [{file: 'app.yaml', text}]});
	t.true(images.some(({reference}) => reference === 'docker.io/library/nginx:latest'));
});
