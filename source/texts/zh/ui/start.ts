import type {Texts} from '../../shape.ts';

export const start: Texts['ui']['start'] = {
	question: '您想做什么？',
	new: directory => `新建集群，保存在 ${directory}`,
	open: '打开集群：输入其目录',
	recent: directory => `打开 ${directory}`,
	rehearse: '演练：在本机上创建五台主机，并在其上安装集群',
	replay: '回放记录下来的安装过程',
	quit: '退出',
	openPrompt: '集群目录：',
	openHint: '含有 cluster.yaml 的目录，或该文件；Enter 打开，Esc 关闭',
	replayPrompt: 'Journal 文件：',
	replayHint: 'journal.ndjson，或集群目录；Enter 播放，Esc 关闭',
	nothing: '请输入路径，或按 Esc。',
	noFolder: place => `${place} 不存在。`,
	noCluster: place => `${place} 中没有 cluster.yaml。`,
	unreadable: (place, code) => `无法读取 ${place}（${code}）。`,
};
