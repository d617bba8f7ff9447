import type {HostAnswer, SshField} from './answers.ts';
import {editText, insertText, type TypedText, typed} from './edit-text.ts';

export const hostFields = ['name', 'address', 'user', 'port', 'identityFile', 'jump', 'host'] as const;
export type HostField = (typeof hostFields)[number];

/** A host that is being changed, field by field. */
export type HostForm = {readonly values: Readonly<Record<HostField, TypedText>>; readonly field: number};

export function openForm({name, address, ssh}: HostAnswer): HostForm {
	const value = (field: HostField) => (field === 'name' ? name : field === 'address' ? address : (ssh[field] ?? ''));
	return {field: 0, values: Object.fromEntries(hostFields.map(field => [field, typed(value(field))])) as HostForm['values']};
}

export function moveField(form: HostForm, key: string): HostForm {
	const step = key === 'up' || key === 'shift-tab' ? -1 : 1;
	return {...form, field: (form.field + step + hostFields.length) % hostFields.length};
}

export function typeInForm(form: HostForm, text: string | undefined, key: string): HostForm {
	const field = hostFields[form.field]!;
	const value = form.values[field];
	return {...form, values: {...form.values, [field]: text === undefined ? editText(value, key) : insertText(value, text)}};
}

/** The host as the form says; an empty ssh field is left to the person's own ssh configuration. */
export function closeForm(host: HostAnswer, {values}: HostForm): HostAnswer {
	const ssh = hostFields.flatMap((field): Array<[SshField, string]> => {
		const text = values[field].text.trim();
		return field === 'name' || field === 'address' || text === '' ? [] : [[field, text]];
	});
	return {...host, name: values.name.text.trim(), address: values.address.text.trim(), ssh: Object.fromEntries(ssh)};
}
