import type {Texts} from '../../shape.ts';

export const keysPage: Texts['ui']['keysPage'] = {
	title: '按键',
	made: '由 `node scripts/make-keys-page.ts` 根据 `source/ui/keys.ts` 中的按键表生成，请勿修改。',
	everywhere: '所有界面',
	table: {keys: '按键', what: '作用'},
	notes: [
		'界面最后几行显示当前可用的按键，`?` 说明每个按键的作用。暂时不可用的按键显示为灰色，按下时会说明原因。',
		'不需要鼠标；凡是用颜色表示的，也都有文字或符号。',
	],
	sections: {
		start: '开始',
		place: '开始：输入位置',
		nodes: '节点',
		'host-form': '节点：主机表单',
		import: '节点：从文件导入主机',
		network: '网络',
		choices: '选项',
		preview: '预览',
		search: '预览：搜索',
		viewer: '单独显示的文本，例如文件或证书',
		check: '检查',
		install: '安装',
		requests: 'CSR',
		'pane-search': '安装：输入要搜索的文本',
		'node-name': 'CSR：输入节点名称',
		cluster: '集群',
		confirm: '询问',
		leave: '运行期间离开',
	},
};
