import test from 'ava';
import {ownAddons} from '../../source/plan/own-addons.ts';

const one = (text: string) => ownAddons([{file: 'app.yaml', text}])[0]!;

test('what was written stays as it was, but for the label', t => {
	const text = `# mine
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings # short
data:
  mode: "0644"
  yes: "yes"
  empty: ""
  list: |
    a
    b
---
apiVersion: v1
kind: Pod
metadata: {name: a, labels: {app: a}}
spec: {volumes: [{name: v, configMap: {name: settings, defaultMode: 0440}}], on: yes, none: }
`;
	t.is(
		one(text).content,
		text
			.replace('name: settings # short', 'name: settings # short\n  labels:\n    kinstall/addon: own-app')
			.replace('metadata: {name: a, labels: {app: a}}', 'metadata: { name: a, labels: { app: a, kinstall/addon: own-app } }')
			.replace(
				'{volumes: [{name: v, configMap: {name: settings, defaultMode: 0440}}], on: yes, none: }',
				'{ volumes: [ { name: v, configMap: { name: settings, defaultMode: 0440 } } ], on: yes, none: }',
			),
	);
});

test('labels that stand at an anchor do not bring ours into a selector', t => {
	const {content, rollouts} = one(
		'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, labels: &l {app: web}}\nspec: {selector: {matchLabels: *l}}\n',
	);
	t.is(
		content,
		'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, labels: { app: web, kinstall/addon: own-app } }\nspec: { selector: { matchLabels: { app: web } } }\n',
	);
	t.deepEqual(rollouts, ['Deployment default web app=web']);
});

test('files of one name, of a long one and of none in Latin letters have ids of their own', t => {
	const text = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a, labels: }\n';
	const files = ['a/My App.yaml', './b/my-app.yml', 'my-app.json', '应用.yaml', `${'x'.repeat(80)}.yaml`, `${'x'.repeat(81)}.yaml`];
	const ids = ownAddons(files.map(file => ({file, text}))).map(({id}) => id);
	t.deepEqual(ids.slice(0, 4), ['own-my-app', 'own-my-app-2', 'own-my-app-3', 'own-manifest']);
	t.is(new Set(ids).size, 6);
	for (const id of ids) t.regex(id, /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);
});
