import type {Texts} from '../shape.ts';
import {check} from './ui/check.ts';
import {choices} from './ui/choices.ts';
import {cluster} from './ui/cluster.ts';
import {outcomes} from './ui/counts.ts';
import {install} from './ui/install.ts';
import {keys} from './ui/keys.ts';
import {keysPage} from './ui/keys-page.ts';
import {lines} from './ui/lines.ts';
import {network} from './ui/network.ts';
import {nodes} from './ui/nodes.ts';
import {preview} from './ui/preview.ts';
import {reader} from './ui/reader.ts';
import {requests} from './ui/requests.ts';
import {start} from './ui/start.ts';
import {topology} from './ui/topology.ts';

export const ui: Texts['ui'] = {
	start,
	check,
	choices,
	keys,
	keysPage,
	nodes,
	network,
	preview,
	install,
	reader,
	requests,
	cluster,
	lines,
	topology,
	outcomes,
	reading: directory => `正在读取集群目录 ${directory} ...`,
	statuses: {...outcomes, pending: '未开始', running: '进行中'},

	screens: {
		start: '开始',
		nodes: '节点',
		network: '网络',
		choices: '选项',
		preview: '预览',
		check: '检查',
		install: '安装',
		requests: 'CSR',
		cluster: '集群',
	},
	tooSmall: (columns, rows) => `终端大小为 ${columns}x${rows}；kinstall 需要 80x24。请放大终端，或按 Ctrl-C。`,
	noTerminal: 'kinstall 的屏幕界面需要终端；没有终端时请使用 plan、apply 和 status 命令。',
	helpTitle: screen => `此屏幕的按键：${screen}`,
	helpMore: (page, pages) => `第 ${page} 页，共 ${pages} 页：按任意键显示下一页，Esc 关闭。`,
	helpClose: '按任意键关闭。',
	notNow: (key, reason) => `${key}：${reason}`,
	loading: '正在读取集群目录 ...',
	problem: (path, reason, example) => `${path === '' ? '' : `${path}：`}${reason}${example === undefined ? '' : `（例如 ${example}）`}`,
	moreProblems: count => `... 还有 ${count} 个`,
	position: (from, to, total) => `${from}-${to}，共 ${total}`,
	artifactsProgress: (title, secondsLeft) =>
		`正在准备 ${title}${secondsLeft === undefined ? '' : `，大约还需 ${Math.ceil(secondsLeft)} 秒`}`,
	artifactsFailed: (title, reason) => `制品：${title} 失败：${reason}`,
};
