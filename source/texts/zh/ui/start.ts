import type {Texts} from '../../shape.ts';

export const start: Texts['ui']['start'] = {
	question: '您想做什么？',
	new: directory => `新建集群，保存在 ${directory}`,
	rehearse: '演练：在本机上创建五台主机，并在其上安装集群',
	quit: '退出',
	keys: '↑↓ 移动   Enter 选择   q 退出',
};
