import type {Texts} from '../../shape.ts';

export const pods: Texts['run']['pods'] = {
	waits: what => `${what} 正在部署`,
	image: (image, message) => `镜像 ${image} 无法取得${message ? `：${message}` : ''}`,
	imageNext: image => `该主机能访问镜像仓库吗？如果不能，请自行带上镜像：在 artifacts.images 中写明一个含有 ${image} 的归档。`,
	notMade: (container, message) => `无法创建其容器 ${container}：${message}`,
	crashes: (container, times, code) => `其容器 ${container} 以退出码 ${code} 结束，已重新启动 ${times} 次`,
	unscheduled: message => `没有节点接受它：${message}`,
	notReady: phase => `它在运行，但尚未就绪（${phase}）`,
	none: '没有为它创建 Pod，或数量与计划不符',
	failed: (what, pod, node, reason) => `${what} 未能就绪：${pod ? `${node ? `${node} 上的 ` : ''}${pod}：` : ''}${reason}`,
	next: namespace => `\`kubectl -n ${namespace} describe pods\` 给出更多信息。请修正后重试：已完成的部分不会重做。`,
};
