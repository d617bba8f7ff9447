import type {HostAnswer} from './answers.ts';
import {editText, insertText, type TypedText, typed} from './edit-text.ts';
import {type HostForm, moveField, openForm, typeInForm} from './host-form.ts';

/** What the person does on the nodes screen: walks through the table, adds, or changes one host. */
export type NodesMode =
	| {readonly kind: 'table'; readonly index: number}
	| {readonly kind: 'add'; readonly index: number; readonly typed: TypedText}
	| {readonly kind: 'edit'; readonly index: number; readonly form: HostForm};

export type NodesAct =
	| {readonly type: 'at'; readonly index: number}
	| {readonly type: 'add'}
	| {readonly type: 'edit'; readonly host: HostAnswer}
	| {readonly type: 'field'; readonly key: string}
	| {readonly type: 'typed'; readonly text: string | undefined; readonly key: string}
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
		case 'field':
			return mode.kind === 'edit' ? {...mode, form: moveField(mode.form, act.key)} : mode;
		case 'typed':
			return type(mode, act.text, act.key);
		case 'close':
			return {kind: 'table', index};
	}
}

function type(mode: NodesMode, text: string | undefined, key: string): NodesMode {
	if (mode.kind === 'add') return {...mode, typed: text === undefined ? editText(mode.typed, key) : insertText(mode.typed, text)};
	return mode.kind === 'edit' ? {...mode, form: typeInForm(mode.form, text, key)} : mode;
}
