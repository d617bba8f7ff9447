import type {Texts} from '../shape.ts';
import {fields} from './spec/fields.ts';
import {flags} from './spec/flags.ts';
import {reasons} from './spec/reasons.ts';

const pasted: Texts['spec']['pasted'] = {
	nothing: '没有给出任何内容',
	notRange: text => `${JSON.stringify(text)} 既不是地址，也不是地址范围`,
	reversed: (first, last) => `范围的终点（${last}）在起点（${first}）之前`,
	tooMany: (count, maximum) => `该范围有 ${count} 个地址；一次至多可以添加 ${maximum} 个`,
	mixed: '范围的起点和终点须属于同一地址族',
	twice: what => `${what} 出现了两次`,
	noAddress: '此行没有 IP 地址',
	twoAddresses: '此行有多个 IP 地址',
};

const imported: Texts['spec']['imported'] = {
	noAddress: text => `${JSON.stringify(text)} 是名称，而文本中没有给出它的地址`,
	twice: (what, by) => `${what} 出现了两次：${by} 已在使用`,
};

export const spec: Texts['spec'] = {title: 'kinstall 的集群', fields, reasons, flags, pasted, imported};
