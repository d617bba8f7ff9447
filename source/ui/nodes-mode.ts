import type {HostAnswer} from './answers.ts';
import {editText, insertText, type TypedText, typed} from './edit-text.ts';
import {type HostForm, moveField, openForm, typeInForm} from './host-form.ts';
import {type HostPick, type PickAct, reducePick} from './import-pick.ts';

/** Where hosts are usually told of. */
const importPlaces = ['~/.ssh/config', '/etc/hosts', './inventory.ini', './hosts.yaml'] as const;

const nextPlace = (text: string, key: string): TypedText => {
	const step = key === 'up' || key === 'shift-tab' ? importPlaces.length - 1 : 1;
	const at = (importPlaces as readonly string[]).indexOf(text);
	return typed(importPlaces[at < 0 ? 0 : (at + step) % importPlaces.length]!);
};

/** What the person does on the nodes screen: walks through the table, adds, or changes one host. */
export type NodesMode =
	| {readonly kind: 'table'; readonly index: number}
	| {readonly kind: 'add'; readonly index: number; readonly typed: TypedText}
	| {readonly kind: 'edit'; readonly index: number; readonly form: HostForm}
	/** The path of a file whose hosts shall be taken. */
	| {readonly kind: 'import'; readonly index: number; readonly typed: TypedText}
	| {readonly kind: 'pick'; readonly index: number; readonly pick: HostPick};

export type NodesAct =
	| {readonly type: 'at'; readonly index: number}
	| {readonly type: 'add'}
	| {readonly type: 'edit'; readonly host: HostAnswer}
	| {readonly type: 'field'; readonly key: string}
	| {readonly type: 'typed'; readonly text: string | undefined; readonly key: string}
	| {readonly type: 'import'}
	| {readonly type: 'found'; readonly pick: HostPick}
	| {readonly type: 'pick'; readonly act: PickAct}
	| {readonly type: 'close'};

export function reduceNodesMode(mode: NodesMode, act: NodesAct): NodesMode {
	const {index} = mode;
	switch (act.type) {
		case 'at':
			return {kind: 'table', index: act.index};
		case 'add':
			return {kind: 'add', index, typed: typed('')};
		case 'edit':
			return {kind: 'edit', index, form: openForm(act.host)};
		case 'import':
			return {kind: 'import', index, typed: typed(importPlaces[0])};
		case 'found':
			return {kind: 'pick', index, pick: act.pick};
		case 'pick':
			return mode.kind === 'pick' ? {...mode, pick: reducePick(mode.pick, act.act)} : mode;
		case 'field':
			if (mode.kind === 'import') return {...mode, typed: nextPlace(mode.typed.text, act.key)};
			return mode.kind === 'edit' ? {...mode, form: moveField(mode.form, act.key)} : mode;
		case 'typed':
			return type(mode, act.text, act.key);
		case 'close':
			return {kind: 'table', index};
	}
}

function type(mode: NodesMode, text: string | undefined, key: string): NodesMode {
	if (mode.kind === 'add' || mode.kind === 'import')
		return {...mode, typed: text === undefined ? editText(mode.typed, key) : insertText(mode.typed, text)};
	return mode.kind === 'edit' ? {...mode, form: typeInForm(mode.form, text, key)} : mode;
}
