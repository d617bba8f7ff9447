import type {Texts} from '../../shape.ts';

export const preview: Texts['ui']['preview'] = {
	title: '将要创建的内容',
	making: '正在制定计划并生成证书 ...',
	failed: reason => `预览失败：${reason}`,
	again: '按 g 重试，或按 Esc 返回。',
	digest: (digest, hosts, files) => `计划 ${digest.slice(0, 12)}：${hosts} 台主机，${files} 个文件`,
	noText: '没有文本。',
	noHost: '请选择一台主机或它的一个文件',
	marks: {missing: '缺失', differs: '不同', 'not-planned': '不在计划中', unknown: '未比较', same: undefined},
	looking: host => `正在检查 ${host} ...`,
	diffTitle: (host, path) => `${host}${path === undefined ? '' : ` ${path}`}：现状与计划`,
	lookFailed: (host, reason) => `无法比较 ${host}：${reason}`,
	same: path => `${path} 与计划一致。`,
	searchPrompt: '搜索：',
	searchHint: '在所有分区和全部文本中；Enter 打开，然后用 n 和 N 继续；Esc 关闭',
	hits: (count, more) => (more ? `前 ${count} 处` : `${count} 处`),
	noHits: '没有匹配的内容。',
	noHit: '未找到任何内容',
	hitOf: (index, count, query) => `“${query}”：第 ${index} 处，共 ${count} 处`,
	askUnpinned: count => `${count} 个制品没有公布的校验和，无法预先核对。仍要安装吗？`,
	notYet: '预览尚未完成',
};
