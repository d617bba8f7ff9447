import type {Texts} from '../../shape.ts';

const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;

export const check: Texts['ui']['check'] = {
	title: '一切就绪了吗？此时尚未改动任何主机。',
	waiting: '等待中',
	looking: '正在检查 ...',
	good: '正常',
	notReached: '无法连接',
	failures: count => `${count} 个失败`,
	warnings: count => `${count} 个警告`,
	prepared: count => `正常；安装时会准备 ${count} 项`,
	others: count => `其他 ${count} 台主机`,
	othersFine: count => `其中 ${count} 台正常`,
	artifacts: '程序文件',
	fetching: (what, done, total) =>
		`${total > 0 ? `${mebibytes(total)} 的 ${Math.floor((100 * done) / total)}%` : mebibytes(done)}  ${what}`,
	unpacking: '正在校验并解包 ...',
	artifactsReady: '已在本机，已校验并解包',
	artifactsFailed: '未就绪',
	severities: {failure: '失败', warning: '警告', prepared: '安装'},
	everywhere: '整个集群',
	andOthers: (names, rest) => `${names} 等另 ${rest} 台`,
	why: why => `影响：${why}。`,
	mend: mend => `解决办法：${mend}`,
	byInstall: mend => `自动处理：${mend}`,
	soFar: (looked, hosts, failures) => `已检查 ${hosts} 台主机中的 ${looked} 台${failures === 0 ? '' : `，目前 ${failures} 个失败`}`,
	ready: '没有任何障碍。按 Enter 安装。',
	readyWarned: count => `${count} 个警告不妨碍安装。按 Enter 安装。`,
	mustMend: count => `需要先解决 ${count} 个失败，然后按 g 重新检查。`,
	failed: reason => `检查失败：${reason}`,
	notYet: '检查尚未全部完成',
	mendFirst: '需要先解决失败项',
	starting: '正在启动运行 ...',
	startFailed: reason => `无法启动运行：${reason}`,
};
